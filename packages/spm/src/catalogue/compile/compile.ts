import type { SchemeName } from '@mpkg/manifest';
import { printCard } from '../card.ts';
import type { Extent } from '../file/layout.ts';
import { CatalogueWriter } from '../file/writer.ts';
import type { CandidateRecord, RequirementGrammar } from '../record.ts';
import { arrange } from './arrange.ts';
import { CandidateTable } from './candidate-table.ts';
import { columnOfTexts } from './column.ts';
import { layOut } from './lay-out.ts';
import { writeColumn, writeMirrored } from './write.ts';

/** A UTF-16 unit takes at most so many bytes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** A repository to compile; its place in the list is its rank. */
export interface RankedRepository {
  /** As the user named it. */
  readonly name: string;
  readonly scheme: SchemeName;
  /** Kept in the catalogue, for the caller to tell later whether it is still of these records. */
  readonly identity: string;
  readonly grammar: RequirementGrammar;
  /** Its packages succeed only what no repository offers any more: Debian has no word for a rename. Default false. */
  readonly succeedsOnlyAbsent?: boolean;
  /** What is listed but offered by nobody, such as what is installed. Default false. */
  readonly isWithdrawn?: boolean;
  /** In batches of any size; requirements follow the grammar. */
  readonly records: AsyncIterable<readonly CandidateRecord[]>;
}

export interface CompileOptions {
  /** Where the catalogue goes. */
  readonly path: string;
  /** Best rank first. */
  readonly repositories: readonly RankedRepository[];
  /** The native one, then those that may be installed beside it. */
  readonly architectures: readonly [string, ...string[]];
}

export interface CompileSummary {
  readonly candidateCount: number;
  readonly relationCount: number;
}

/**
 * Compiles repositories into one catalogue; equal records in equal order give equal bytes. Errors of the records pass through, those
 * of the file system are `SpmError`s; the catalogue in use then stays as it is.
 */
export async function compileCatalogue(options: CompileOptions): Promise<CompileSummary> {
  const writer = new CatalogueWriter(options.path);
  try {
    return await compileInto(writer, options);
  } catch (cause) {
    await writer.discard();
    throw cause;
  }
}

async function compileInto(writer: CatalogueWriter, options: CompileOptions): Promise<CompileSummary> {
  const { repositories, architectures } = options;
  const { table, details } = await collect(writer, options);
  const arrangement = arrange(table);
  const { order } = arrangement;
  const cardText = (candidate: number): string => printCard(table.cardOf(order[candidate] ?? 0));
  const cards = writeColumn(writer, columnOfTexts(order.length, cardText));
  table.release();
  const { arrays, columns, ...counts } = layOut(table, arrangement);
  const relationTexts = writeColumn(writer, columns.relationTexts);
  const names = writeColumn(writer, columns.providedNames);
  const { extents, mirrorDistance } = writeMirrored(writer, {
    ...arrays,
    cardStarts: cards.starts,
    relationTextStarts: relationTexts.starts,
    providedNameStarts: names.starts,
  });
  await writer.publish({
    ...counts,
    architectures,
    repositories: repositories.map(({ name, scheme, identity }) => ({ name, scheme, identity })),
    sections: extents,
    mirrorDistance,
    columns: { cards: cards.extent, relationTexts: relationTexts.extent, providedNames: names.extent },
    details,
  });
  return counts;
}

/** Takes all records in: what is decided from them into the table, their details into the file at once. */
async function collect(
  writer: CatalogueWriter,
  { repositories, architectures }: CompileOptions,
): Promise<{ readonly table: CandidateTable; readonly details: Extent }> {
  const sources = repositories.map(
    ({ scheme, grammar, succeedsOnlyAbsent = false, isWithdrawn = false }, rank) => ({
      rank,
      scheme,
      grammar,
      succeedsOnlyAbsent,
      isWithdrawn,
    }),
  );
  const table = new CandidateTable(sources, architectures);
  const start = writer.offset;
  for (const source of sources) {
    for await (const batch of repositories[source.rank]?.records ?? []) {
      for (const record of batch) {
        const text = JSON.stringify(record.details);
        const [offset, detailsLength] = writer.sealed(text.length * BYTES_PER_UNIT, (bytes, at) =>
          bytes.write(text, at),
        );
        table.add(record, source, { detailsOffset: offset - start, detailsLength });
      }
    }
  }
  return { table, details: [start, writer.offset - start] };
}
