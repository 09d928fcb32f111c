import { type Goal, isFixed, isWanted } from './goals.ts';
import type { Request } from './request.ts';
import { type World, resolveRequest } from './resolve.ts';
import { type Solution, resultOf } from './solution.ts';
import type { Candidate, Relation } from './universe.ts';

/** What is wrong with a solution. */
export type Flaw =
  | { readonly kind: 'unmet'; readonly candidate: Candidate; readonly relation: Relation }
  | {
      readonly kind: 'conflict';
      readonly candidate: Candidate;
      readonly other: Candidate;
      readonly relation: Relation;
    }
  | { readonly kind: 'slot-shared'; readonly candidate: Candidate; readonly other: Candidate }
  | { readonly kind: 'goal-missed'; readonly goal: Goal }
  /** An installed package about which nothing was decided. */
  | { readonly kind: 'undecided'; readonly candidate: Candidate };

/**
 * Checks a solution by the definitions alone, sharing nothing with the search: every requirement is met, nothing conflicts (but
 * for what was so before), one candidate per slot, every goal holds, every installed package is accounted for. No flaws: the solution is sound.
 */
export function verify(world: World, request: Request, solution: Solution): Flaw[] {
  const result = new Set(resultOf(solution));
  const { goals } = resolveRequest(world, request);
  const before = new Set((request.installed ?? []).map(({ candidate }) => candidate));
  return [
    ...sharedSlots(world, result),
    ...newFlaws(world, result, before),
    ...goals.filter((goal) => !holds(goal, result)).map((goal): Flaw => ({ kind: 'goal-missed', goal })),
    ...undecided(request, solution),
  ];
}

function sharedSlots(world: World, result: ReadonlySet<Candidate>): Flaw[] {
  const taken = new Map<number, Candidate>();
  const flaws: Flaw[] = [];
  for (const candidate of result) {
    const other = taken.get(world.slotOf(candidate));
    if (other !== undefined) flaws.push({ kind: 'slot-shared', candidate, other });
    taken.set(world.slotOf(candidate), candidate);
  }
  return flaws;
}

/** What the result violates; installed packages that were broken among themselves may stay so. */
function newFlaws(world: World, result: ReadonlySet<Candidate>, before: ReadonlySet<Candidate>): Flaw[] {
  const flaws = [...result].flatMap((one) => [
    ...unmetRequirements(world, result, one),
    ...conflictsOf(world, result, one),
  ]);
  return flaws.filter((flaw) => {
    if (flaw.kind === 'conflict') return !before.has(flaw.candidate) || !before.has(flaw.other);
    if (flaw.kind !== 'unmet' || !before.has(flaw.candidate)) return true;
    return world.members.of(flaw.relation).some((member) => before.has(member));
  });
}

function unmetRequirements(world: World, result: ReadonlySet<Candidate>, candidate: Candidate): Flaw[] {
  return world.depends
    .of(candidate)
    .filter((relation) => !world.members.of(relation).some((member) => result.has(member)))
    .map((relation) => ({ kind: 'unmet', candidate, relation }));
}

function conflictsOf(world: World, result: ReadonlySet<Candidate>, candidate: Candidate): Flaw[] {
  return world.conflicts.of(candidate).flatMap((relation) =>
    world.members
      .of(relation)
      .filter((other) => other !== candidate && result.has(other))
      .map((other): Flaw => ({ kind: 'conflict', candidate, other, relation })),
  );
}

function holds(goal: Goal, result: ReadonlySet<Candidate>): boolean {
  if (isFixed(goal)) return goal.candidates.every((candidate) => result.has(candidate));
  return goal.candidates.some((candidate) => result.has(candidate)) === isWanted(goal);
}

function undecided(request: Request, solution: Solution): Flaw[] {
  const decided = new Set(
    solution.decisions.flatMap((decision) =>
      'previous' in decision ? [decision.previous] : [decision.candidate],
    ),
  );
  return (request.installed ?? [])
    .filter(({ candidate }) => !decided.has(candidate))
    .map(({ candidate }) => ({ kind: 'undecided', candidate }));
}
