import { SCHEMES, type VersionScheme } from '@mpkg/manifest';
import type { Lines } from '../columns/lines.ts';
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
  const order: number[] = [];
  const slotStarts: number[] = [];
  const nameStarts = new Uint32Array(table.names.length);
  const nameEnds = new Uint32Array(table.names.length);
  const carriers = carriersByName(table);
  for (const name of carriedInOrder(carriers, table.names.lines)) {
    nameStarts[name] = order.length;
    let last: number | undefined;
    for (const candidate of bestFirst(table, carriers[name] ?? [])) {
      const inSlot = last !== undefined && sharesSlot(table, last, candidate);
      if (inSlot && last !== undefined && isSamePackage(table, last, candidate)) continue;
      if (!inSlot) slotStarts.push(order.length);
      order.push(candidate);
      last = candidate;
    }
    nameEnds[name] = order.length;
  }
  const numberOf = new Uint32Array(table.length).fill(ABSENT);
  for (let number = 0; number < order.length; number++) numberOf[order[number] ?? 0] = number;
  return { order: Uint32Array.from(order), numberOf, slotStarts, nameStarts, nameEnds };
}

type Carriers = ReadonlyArray<readonly number[] | undefined>;

function carriersByName(table: CandidateTable): Carriers {
  const carriers: Array<number[] | undefined> = [];
  for (let candidate = 0; candidate < table.length; candidate++) {
    (carriers[table.nameOf(candidate)] ??= []).push(candidate);
  }
  return carriers;
}

function carriedInOrder(carriers: Carriers, names: Lines): number[] {
  return [...carriers.keys()]
    .filter((name) => carriers[name] !== undefined)
    .sort((a, b) => names.compare(a, b));
}

function bestFirst(table: CandidateTable, candidates: readonly number[]): readonly number[] {
  if (candidates.length < 2) return candidates;
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
export function schemeOfAll(table: CandidateTable, candidates: readonly number[]): VersionScheme {
  const names = new Set(candidates.map((candidate) => table.schemeOf(candidate)));
  const [only] = names;
  return only !== undefined && names.size === 1 ? SCHEMES[only] : SCHEMES.debian;
}

function sharesSlot(table: CandidateTable, a: number, b: number): boolean {
  return table.architectureOf(a) === table.architectureOf(b) && table.seriesOf(a) === table.seriesOf(b);
}

function isSamePackage(table: CandidateTable, a: number, b: number): boolean {
  return table.versionOf(a) === table.versionOf(b) && table.digestOf(a) === table.digestOf(b);
}
