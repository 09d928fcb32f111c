import { Lines } from '../columns/lines.ts';
import type { StartsName, ColumnName, SectionName } from '../file/layout.ts';
import { RelationRows } from '../relation-rows.ts';
import { encodeSlots } from '../slots.ts';
import { encodeSparseRows } from '../sparse-rows.ts';
import { arrange } from './arrange.ts';
import type { CandidateTable } from './candidate-table.ts';
import { architectureExclusions, type Exclusion } from './exclusions.ts';
import { providedNames } from './provided-names.ts';
import { provisionsByName } from './providers.ts';
import { RelationEncoder } from './relation-encoder.ts';
import { Resolver } from './resolver.ts';
import { compressedRowsOf, conflictRows, rowsOf, successorRows } from './rows.ts';

/** Lines to be written in an order. */
export interface OrderedLines {
  readonly lines: Lines;
  readonly order: Uint32Array;
}

/** All that the file is to hold besides details, numbered and resolved. */
export interface Layout {
  readonly candidateCount: number;
  readonly relationCount: number;
  readonly providedNameCount: number;
  readonly arrays: Readonly<Record<Exclude<SectionName, StartsName>, Uint32Array | Uint8Array>>;
  readonly columns: Readonly<Record<ColumnName, OrderedLines>>;
}

/** Settles order, versions, providers and preference for all records that were collected. */
export function layOut(table: CandidateTable): Layout {
  const arrangement = arrange(table);
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
  const relationTexts = textsOf(table, exclusions);
  return {
    candidateCount: order.length,
    relationCount: relationTexts.length,
    providedNameCount: provided.names.length,
    arrays: {
      slots: encodeSlots(order.length, arrangement.slotStarts),
      dependsStarts: depends.starts,
      depends: depends.values,
      recommends: encodeSparseRows(rowsOf(table, arrangement, 'recommends')),
      conflicts: encodeSparseRows(conflictRows(table, arrangement, exclusions, stated)),
      members,
      providers: encodeSparseRows(provided.providers),
      standards: encodeSparseRows(provided.standards),
      successors: encodeSparseRows(successorRows(table, arrangement, new RelationRows(members))),
      searchText: table.searchTexts.bytes,
    },
    columns: {
      cards: { lines: table.cards, order },
      relationTexts: inOrder(relationTexts),
      providedNames: inOrder(provided.names),
    },
  };
}

function textsOf(table: CandidateTable, exclusions: readonly Exclusion[]): Lines {
  const lines = new Lines();
  for (let relation = 0; relation < table.relations.length; relation++) {
    lines.push(table.relations.textOf(relation));
  }
  for (const { text } of exclusions) lines.push(text);
  return lines;
}

function inOrder(lines: Lines): OrderedLines {
  return { lines, order: Uint32Array.from({ length: lines.length }, (_, index) => index) };
}
