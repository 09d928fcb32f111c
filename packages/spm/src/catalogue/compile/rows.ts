import type { Arrangement } from './arrange.ts';
import type { CandidateTable, RowName } from './candidate-table.ts';
import type { Exclusion } from './exclusions.ts';
import { GrowableUint32 } from '../columns/growable.ts';
import { SparseRowsEncoder } from '../sparse-rows.ts';
import type { Rows } from '../../solve/rows.ts';

/** What `CompressedRows` reads: where each row begins, the end of the last, and the numbers. */
export interface EncodedRows {
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly values: Uint32Array<ArrayBuffer>;
}

/** The relations of each candidate, in the order of their numbers. */
export function* rowsOf(table: CandidateTable, { order }: Arrangement, row: RowName): Generator<Uint32Array> {
  for (const arrival of order) yield table.row(arrival, row);
}

export function compressedRowsOf(table: CandidateTable, { order }: Arrangement, row: RowName): EncodedRows {
  const starts = new Uint32Array(order.length + 1);
  const values = new GrowableUint32();
  for (let candidate = 0; candidate < order.length; candidate++) {
    const arrival = order[candidate] ?? 0;
    for (let at = table.rowStart(arrival, row), end = table.rowEnd(arrival, row); at < end; at++)
      values.push(table.relationAt(at));
    starts[candidate + 1] = values.length;
  }
  return { starts, values: values.slice() };
}

/** The stated conflicts, and behind them the exclusions, whose relations are numbered from `first` in their order. */
export function* conflictRows(
  table: CandidateTable,
  arrangement: Arrangement,
  exclusions: readonly Exclusion[],
  first: number,
): Generator<Uint32Array> {
  let place = 0;
  let candidate = 0;
  for (const stated of rowsOf(table, arrangement, 'conflicts')) {
    const isExcluding = exclusions[place]?.candidate === candidate++;
    yield isExcluding ? Uint32Array.of(...stated, first + place++) : stated;
  }
}

/** For each candidate those of other names that replace it, ascending; as `SparseRows` reads them. */
export function successorRows(table: CandidateTable, arrangement: Arrangement, members: Rows): Uint32Array {
  const { order } = arrangement;
  const rows = new Map<number, number[]>();
  const nameOf = (candidate: number): number => table.nameOf(order[candidate] ?? 0);
  /** By name: whether some repository offers it. */
  const offered = new Uint8Array(table.names.length);
  for (const arrival of order) if (!table.isWithdrawn(arrival)) offered[table.nameOf(arrival)] = 1;
  let successor = 0;
  for (const relations of rowsOf(table, arrangement, 'replaces')) {
    const onlyAbsent = table.succeedsOnlyAbsent(order[successor] ?? 0);
    for (const relation of relations) {
      for (const member of members.of(relation)) {
        if (onlyAbsent && offered[nameOf(member)] === 1) continue;
        if (nameOf(member) === nameOf(successor)) continue;
        const row = rows.get(member);
        if (row === undefined) rows.set(member, [successor]);
        else if (row.at(-1) !== successor) row.push(successor);
      }
    }
    successor++;
  }
  const encoder = new SparseRowsEncoder();
  for (let candidate = 0; candidate < order.length; candidate++) encoder.push(rows.get(candidate) ?? NONE);
  return encoder.encode();
}

const NONE: readonly number[] = [];
