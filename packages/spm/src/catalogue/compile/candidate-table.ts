import type { SchemeName } from '@mpkg/manifest';
import type { Card } from '../card.ts';
import { GrowableUint32 } from '../columns/growable.ts';
import { Lines } from '../columns/lines.ts';
import { Numbering } from '../columns/numbering.ts';
import {
  MULTI_ARCH,
  type CandidateRecord,
  type MultiArch,
  type RequirementGrammar,
  type RequirementText,
} from '../record.ts';
import { searchLine } from '../search.ts';
import { ALL, CardTable, type DetailsPlace } from './card-table.ts';
import { ProvisionTable } from './provision-table.ts';
import { RelationTable, type Statement } from './relation-table.ts';

/** The requirements of a candidate, in the order in which they are kept. */
const ROWS = ['depends', 'recommends', 'conflicts', 'replaces'] as const;
export type RowName = (typeof ROWS)[number];

const NO_RELATIONS = new Uint32Array(0);

/** The repository that records come from. */
export interface RecordSource {
  /** Its rank, 0 first. */
  readonly rank: number;
  readonly scheme: SchemeName;
  readonly grammar: RequirementGrammar;
  readonly succeedsOnlyAbsent: boolean;
  readonly isWithdrawn: boolean;
}

interface Standard {
  readonly name: number;
  readonly rank: number;
}

/**
 * The records as they came in, in columns. Candidates are numbered by arrival; names and architectures by first appearance, the
 * native architecture being 0.
 */
export class CandidateTable {
  readonly names = new Numbering();
  readonly architectures = new Numbering();
  readonly series = new Numbering();
  readonly relations = new RelationTable();
  readonly provisions = new ProvisionTable();
  /** The standard provider of abstract names, by the numbers of both names; of two, the one of the better rank. */
  readonly standards = new Map<number, Standard>();
  /** Abstract packages that name no choices themselves: they require a provider of their name, and cannot be one. */
  readonly unfilled = new Set<number>();
  /** What is searched, by candidate. */
  readonly searchTexts = new Lines();

  readonly #sources: readonly RecordSource[];
  readonly #cards = new CardTable();
  readonly #versions = new Lines();
  readonly #names = new GrowableUint32();
  readonly #architectures = new GrowableUint32();
  readonly #series = new GrowableUint32();
  readonly #ranks = new GrowableUint32();
  readonly #multiArch = new GrowableUint32();
  readonly #priorities = new GrowableUint32();
  readonly #digests: number[] = [];
  readonly #rows = new GrowableUint32();
  readonly #rowEnds = new GrowableUint32();

  /** @param architectures the native one first. */
  constructor(sources: readonly RecordSource[], architectures: readonly string[]) {
    this.#sources = sources;
    for (const architecture of architectures) this.architectures.of(architecture);
  }

  get length(): number {
    return this.#versions.length;
  }

  /** @param details where the details of the record were put. */
  add(record: CandidateRecord, source: RecordSource, details: DetailsPlace): void {
    const candidate = this.length;
    const architecture = record.architecture === ALL ? 0 : this.architectures.of(record.architecture);
    this.#names.push(this.names.of(record.name));
    this.#architectures.push(architecture);
    this.#series.push(this.series.of(record.series));
    this.#ranks.push(source.rank);
    this.#multiArch.push(MULTI_ARCH.indexOf(record.multiArch));
    this.#priorities.push(record.priority);
    this.#digests.push(digestNumber(record.details.sha256));
    const { grammar } = source;
    for (const row of ROWS) {
      const texts = row === 'depends' ? this.#dependsOf(record) : record[row];
      this.#addRow(texts, { grammar, architecture, isConflict: row === 'conflicts' });
    }
    for (const { name, version } of record.provides) {
      this.provisions.add(candidate, this.names.of(name), version);
    }
    this.#addStandard(record, source.rank);
    this.#versions.push(record.version);
    this.#cards.add(record, details);
    this.searchTexts.push(searchLine(record.name, record.details.summary));
  }

  #dependsOf({ kind, name, depends }: CandidateRecord): readonly RequirementText[] {
    if (kind !== 'abstract' || depends.length > 0) return depends;
    this.unfilled.add(this.length);
    return [name];
  }

  /** A repository lists the newest version of a name last. */
  #addStandard({ name, standard }: CandidateRecord, rank: number): void {
    if (standard === undefined) return;
    const abstract = this.names.of(name);
    const known = this.standards.get(abstract);
    if (known === undefined || rank <= known.rank) {
      this.standards.set(abstract, { name: this.names.of(standard), rank });
    }
  }

  #addRow(texts: readonly RequirementText[], statement: Statement): void {
    if (texts.length > 0) {
      const numberOf = this.relations.numbersOf(statement);
      for (const text of texts) this.#rows.push(numberOf(text));
    }
    this.#rowEnds.push(this.#rows.length);
  }

  /** What is shown of a candidate. */
  cardOf(candidate: number): Card {
    const { isForAll, ...facts } = this.#cards.of(candidate);
    return {
      ...facts,
      name: this.names.text(this.nameOf(candidate)),
      version: this.versionOf(candidate),
      architecture: isForAll ? ALL : this.architectures.text(this.architectureOf(candidate)),
      repository: this.rankOf(candidate),
      multiArch: this.multiArchOf(candidate),
    };
  }

  /** Gives back the memory of what is needed no more once all records are in order and the cards are written. */
  release(): void {
    this.#cards.release();
    this.#digests.length = 0;
    this.relations.seal();
  }

  versionOf(candidate: number): string {
    return this.#versions.text(candidate);
  }

  schemeOf(candidate: number): SchemeName {
    return this.#sources[this.rankOf(candidate)]?.scheme ?? 'debian';
  }

  succeedsOnlyAbsent(candidate: number): boolean {
    return this.#sources[this.rankOf(candidate)]?.succeedsOnlyAbsent ?? false;
  }

  isWithdrawn(candidate: number): boolean {
    return this.#sources[this.rankOf(candidate)]?.isWithdrawn ?? false;
  }

  nameOf(candidate: number): number {
    return this.#names.at(candidate);
  }

  architectureOf(candidate: number): number {
    return this.#architectures.at(candidate);
  }

  seriesOf(candidate: number): number {
    return this.#series.at(candidate);
  }

  rankOf(candidate: number): number {
    return this.#ranks.at(candidate);
  }

  multiArchOf(candidate: number): MultiArch {
    return MULTI_ARCH[this.#multiArch.at(candidate)] ?? 'no';
  }

  priorityOf(candidate: number): number {
    return this.#priorities.at(candidate);
  }

  /** Equal for equal packages; NaN when nothing is known of the content. */
  digestOf(candidate: number): number {
    return this.#digests[candidate] ?? Number.NaN;
  }

  /** The relations of a candidate; valid until the next `add`. */
  row(candidate: number, row: RowName): Uint32Array {
    const start = this.rowStart(candidate, row);
    const end = this.rowEnd(candidate, row);
    return start === end ? NO_RELATIONS : this.#rows.slice(start, end);
  }

  /** The place of its first relation, for `relationAt`. */
  rowStart(candidate: number, row: RowName): number {
    const index = candidate * ROWS.length + ROWS.indexOf(row);
    return index === 0 ? 0 : this.#rowEnds.at(index - 1);
  }

  rowEnd(candidate: number, row: RowName): number {
    return this.#rowEnds.at(candidate * ROWS.length + ROWS.indexOf(row));
  }

  relationAt(place: number): number {
    return this.#rows.at(place);
  }
}

/** 48 bits of a digest: enough to tell apart two packages of one name and version. */
function digestNumber(sha256: string | undefined): number {
  return sha256 === undefined ? Number.NaN : Number.parseInt(sha256.slice(0, 12), 16);
}
