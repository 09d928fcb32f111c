import type { Arrangement } from './arrange.ts';
import type { CandidateTable } from './candidate-table.ts';

/** A conflict that no package states: with candidates of its own name in other architectures. */
export interface Exclusion {
  readonly candidate: number;
  readonly text: string;
  readonly excluded: readonly number[];
}

/**
 * What `Multi-Arch` forbids: one name in two architectures, unless both are `same` and of one version (dpkg's rule), or one is
 * `separate` or `everywhere`. By candidate, ascending.
 */
export function architectureExclusions(
  table: CandidateTable,
  { order, nameStarts, nameEnds }: Arrangement,
): Exclusion[] {
  if (table.architectures.length < 2) return [];
  const exclusions: Exclusion[] = [];
  for (const [candidate, arrival] of order.entries()) {
    const name = table.nameOf(arrival);
    const excluded: number[] = [];
    for (let other = nameStarts[name] ?? 0; other < (nameEnds[name] ?? 0); other++) {
      if (excludes(table, arrival, order[other] ?? 0)) excluded.push(other);
    }
    if (excluded.length > 0) exclusions.push({ candidate, text: describe(table, arrival), excluded });
  }
  return exclusions;
}

function excludes(table: CandidateTable, a: number, b: number): boolean {
  if (table.architectureOf(a) === table.architectureOf(b)) return false;
  const kinds = [table.multiArchOf(a), table.multiArchOf(b)];
  if (kinds.includes('separate') || kinds.includes('everywhere')) return false;
  return kinds.some((kind) => kind !== 'same') || table.versionOf(a) !== table.versionOf(b);
}

function describe(table: CandidateTable, candidate: number): string {
  const name = table.names.text(table.nameOf(candidate));
  const elsewhere = `${name} of another architecture`;
  return table.multiArchOf(candidate) === 'same'
    ? `${elsewhere} in another version than ${table.versionOf(candidate)}`
    : elsewhere;
}
