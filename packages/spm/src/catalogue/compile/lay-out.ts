import type { StartsName, ColumnName, SectionName } from '../file/layout.ts';
import { RelationRows } from '../relation-rows.ts';
import { encodeSlots } from '../slots.ts';
import { encodeSparseRows } from '../sparse-rows.ts';
import type { Arrangement } from './arrange.ts';
import type { CandidateTable } from './candidate-table.ts';
import { columnOfLines, columnOfTexts, type Column } from './column.ts';
import { architectureExclusions } from './exclusions.ts';
import { providedNames } from './provided-names.ts';
import { provisionsByName } from './providers.ts';
import { RelationEncoder } from './relation-encoder.ts';
import { Resolver } from './resolver.ts';
import { compressedRowsOf, conflictRows, rowsOf, successorRows } from './rows.ts';

/** All that the file is to hold besides details and cards, numbered and resolved. */
export interface Layout {
  readonly candidateCount: number;
  readonly relationCount: number;
  readonly providedNameCount: number;
  readonly arrays: Readonly<Record<Exclude<SectionName, StartsName>, Uint32Array | Uint8Array>>;
  readonly columns: Readonly<Record<Exclude<ColumnName, 'cards'>, Column>>;
}

/** Settles versions, providers and preference for all records that were collected and put in order. */
export function layOut(table: CandidateTable, arrangement: Arrangement): Layout {
  const { order } = arrangement;
  const provisions = provisionsByName(table, arrangement);
  const resolver = new Resolver(table, arrangement, provisions);
  const stated = table.relations.length;
  const exclusions = architectureExclusions(table, arrangement);
  const relations = new RelationEncoder();
  for (let relation = 0; relation < stated; relation++) relations.add(resolver.resolve(relation));
  for (const { excluded } of exclusions) relations.add(excluded);
  const members = relations.encode();
  const depends = compressedRowsOf(table, arrangement, 'depends');
  const provided = providedNames(table, arrangement.numberOf, provisions);
  const relationCount = stated + exclusions.length;
  const textOf = (relation: number): string =>
    relation < stated ? table.relations.textOf(relation) : (exclusions[relation - stated]?.text ?? '');
  return {
    candidateCount: order.length,
    relationCount,
    providedNameCount: provided.names.length,
    arrays: {
      slots: encodeSlots(order.length, arrangement.slotStarts),
      dependsStarts: depends.starts,
      depends: depends.values,
      recommends: encodeSparseRows(rowsOf(table, arrangement, 'recommends')),
      conflicts: encodeSparseRows(conflictRows(table, arrangement, exclusions, stated)),
      members,
      providers: provided.providers,
      standards: provided.standards,
      successors: successorRows(table, arrangement, new RelationRows(members)),
      searchText: table.searchTexts.bytes,
    },
    columns: {
      relationTexts: columnOfTexts(relationCount, textOf),
      providedNames: columnOfLines(provided.names),
    },
  };
}
