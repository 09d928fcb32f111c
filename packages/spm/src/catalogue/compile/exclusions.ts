import { elsewhereText } from '../elsewhere.ts';
import type { Arrangement } from './arrange.ts';
import type { CandidateTable } from './candidate-table.ts';

/** A conflict that no package states: with candidates of its own name in other architectures. */
export interface Exclusion {
  readonly candidate: number;
  readonly text: string;
  readonly excluded: readonly number[];
}

/**
 * What `Multi-Arch` forbids: a library (`same`) in two architectures and two versions, since it shares what is not of an architecture
 * with that of the host. Programs of a foreign architecture lie in a place of their own and exclude nothing, unlike with dpkg.
 * By candidate, ascending.
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
    if (excluded.length === 0) continue;
    const text = elsewhereText(table.names.text(name), table.versionOf(arrival));
    exclusions.push({ candidate, text, excluded });
  }
  return exclusions;
}

function excludes(table: CandidateTable, a: number, b: number): boolean {
  if (table.architectureOf(a) === table.architectureOf(b)) return false;
  const areSame = [a, b].every((one) => table.multiArchOf(one) === 'same');
  return areSame && table.versionOf(a) !== table.versionOf(b);
}
