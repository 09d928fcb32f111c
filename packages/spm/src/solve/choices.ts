import { Selection } from './causes.ts';
import type { ResolvedRequest, World } from './resolve.ts';
import { reach } from './reach.ts';
import { type Solution, resultOf } from './solution.ts';
import type { Candidate, Relation, Slot } from './universe.ts';

/** Where one of several packages had to be chosen. */
export interface Choice {
  readonly by: Candidate;
  readonly relation: Relation;
  readonly chosen: Candidate;
  /** The best candidate of every other package that would do, in the order of preference. */
  readonly others: readonly Candidate[];
}

/** The choices behind the new packages of a solution, in the order of its decisions. */
export function choicesOf(world: World, solution: Solution): Choice[] {
  const selection = new Selection(world, resultOf(solution));
  return solution.decisions.flatMap(({ action, candidate, reason }): Choice[] => {
    if (action !== 'install' || (reason.kind !== 'needed' && reason.kind !== 'recommended')) return [];
    const { by, relation } = reason;
    const others = otherSlots(world, relation, candidate).filter((other) => !selection.has(other));
    return others.length > 0 ? [{ by, relation, chosen: candidate, others }] : [];
  });
}

function otherSlots(world: World, relation: Relation, chosen: Candidate): Candidate[] {
  const slots = new Set<Slot>([world.slotOf(chosen)]);
  return world.members.of(relation).filter((candidate) => {
    const slot = world.slotOf(candidate);
    if (slots.has(slot)) return false;
    slots.add(slot);
    return true;
  });
}

/** What a new package brings: itself and everything new that only it leads to. */
export interface Share {
  readonly packages: readonly Candidate[];
  readonly downloadBytes: number;
  readonly installedBytes: number;
}

/** The share of a package in a solution: what would not be there without it. */
export function shareOf(
  world: World,
  resolved: ResolvedRequest,
  solution: Solution,
  candidate: Candidate,
): Share {
  const others = new Set(resultOf(solution));
  const fresh = solution.decisions
    .filter(({ action }) => action === 'install')
    .map((decision) => decision.candidate);
  others.delete(candidate);
  const kept = resolved.installed.candidates.filter((one) => others.has(one));
  const roots = new Map(kept.map((one) => [one, { kind: 'kept' }] as const));
  const reached = reach(world, others, { goals: resolved.goals, others: roots, recommends: () => true });
  const packages = fresh.filter((one) => !reached.has(one));
  return {
    packages,
    downloadBytes: packages.reduce((sum, one) => sum + world.downloadBytes(one), 0),
    installedBytes: packages.reduce((sum, one) => sum + world.installedBytes(one), 0),
  };
}
