import { SCHEMES, type VersionScheme } from '@mpkg/manifest';
import { GrowableUint32 } from '../columns/growable.ts';
import type { CandidateTable } from './candidate-table.ts';

/** What a candidate that was left out is numbered. */
export const ABSENT = 0xffff_ffff;

/**
 * The numbers that candidates have in the catalogue: by name in the order of bytes, then architecture, the native one first,
 * then series, then best first. A slot is a run of them, and so is a name.
 */
export interface Arrangement {
  /** The arrival number of each candidate. */
  readonly order: Uint32Array<ArrayBuffer>;
  /** The number of each candidate by arrival, or ABSENT. */
  readonly numberOf: Uint32Array<ArrayBuffer>;
  /** The candidates with which a slot begins. */
  readonly slotStarts: readonly number[];
  /** The first candidate of each name, and the one after its last, by the number of the name. */
  readonly nameStarts: Uint32Array<ArrayBuffer>;
  readonly nameEnds: Uint32Array<ArrayBuffer>;
}

/** A package that two repositories offer, equal in content, is kept once: under the better rank. */
export function arrange(table: CandidateTable): Arrangement {
  const { starts, carriers } = groupByName(table);
  const order = new GrowableUint32();
  const slotStarts: number[] = [];
  const nameStarts = new Uint32Array(table.names.length);
  const nameEnds = new Uint32Array(table.names.length);
  for (const name of carriedNames(table, starts)) {
    nameStarts[name] = order.length;
    const first = starts[name] ?? 0;
    const end = starts[name + 1] ?? first;
    if (end - first === 1) {
      // Most names have one, and an array of their own for each would be garbage.
      slotStarts.push(order.length);
      order.push(carriers[first] ?? 0);
      nameEnds[name] = order.length;
      continue;
    }
    for (const candidate of bestFirst(table, carriers.subarray(first, end))) {
      const isFirst = order.length === nameStarts[name];
      if (isFirst || !sharesSlot(table, order.at(order.length - 1), candidate)) {
        slotStarts.push(order.length);
      } else if (isOffered(table, order.slice(slotStarts.at(-1)), candidate)) {
        continue;
      }
      order.push(candidate);
    }
    nameEnds[name] = order.length;
  }
  const numberOf = new Uint32Array(table.length).fill(ABSENT);
  for (let number = 0; number < order.length; number++) numberOf[order.at(number)] = number;
  return { order: order.slice(), numberOf, slotStarts, nameStarts, nameEnds };
}

/** The candidates of each name, by arrival: where they begin, and where the last end. */
function groupByName(table: CandidateTable): {
  readonly starts: Uint32Array;
  readonly carriers: Uint32Array;
} {
  const starts = new Uint32Array(table.names.length + 1);
  for (let candidate = 0; candidate < table.length; candidate++)
    increment(starts, table.nameOf(candidate) + 1);
  for (let name = 0; name < table.names.length; name++) increment(starts, name + 1, starts[name]);
  const next = starts.slice();
  const carriers = new Uint32Array(table.length);
  for (let candidate = 0; candidate < table.length; candidate++) {
    carriers[increment(next, table.nameOf(candidate))] = candidate;
  }
  return { starts, carriers };
}

/** Returns the number as it was. */
function increment(numbers: Uint32Array, index: number, by = 1): number {
  const before = numbers[index] ?? 0;
  numbers[index] = before + by;
  return before;
}

/** The names that somebody carries, in the order of bytes. */
function carriedNames(table: CandidateTable, starts: Uint32Array): number[] {
  const { lines } = table.names;
  const carried: number[] = [];
  for (let name = 0; name < lines.length; name++) if (starts[name] !== starts[name + 1]) carried.push(name);
  return carried.sort((a, b) => lines.compare(a, b));
}

function bestFirst(table: CandidateTable, candidates: Uint32Array): Uint32Array {
  const scheme = schemeOfAll(table, candidates);
  return candidates.toSorted(
    (a, b) =>
      table.architectureOf(a) - table.architectureOf(b) ||
      table.series.lines.compare(table.seriesOf(a), table.seriesOf(b)) ||
      scheme.compare(table.versionOf(b), table.versionOf(a)) ||
      table.rankOf(a) - table.rankOf(b) ||
      a - b,
  );
}

/** Where repositories with different schemes carry one name, the general order of distributions decides. */
export function schemeOfAll(table: CandidateTable, candidates: Iterable<number>): VersionScheme {
  const names = new Set(Array.from(candidates, (candidate) => table.schemeOf(candidate)));
  const [only] = names;
  return only !== undefined && names.size === 1 ? SCHEMES[only] : SCHEMES.debian;
}

function sharesSlot(table: CandidateTable, a: number, b: number): boolean {
  return table.architectureOf(a) === table.architectureOf(b) && table.seriesOf(a) === table.seriesOf(b);
}

/** Whether one of the candidates is the same version with the same content. */
function isOffered(table: CandidateTable, candidates: Uint32Array, candidate: number): boolean {
  const version = table.versionOf(candidate);
  const digest = table.digestOf(candidate);
  return candidates.some((other) => table.digestOf(other) === digest && table.versionOf(other) === version);
}
