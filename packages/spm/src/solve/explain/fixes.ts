import { assembleDecisions } from '../assemble.ts';
import type { Goal } from '../goals.ts';
import { settleLevels } from '../levels.ts';
import type { Request, Target } from '../request.ts';
import type { ResolvedRequest, World } from '../resolve.ts';
import { Session } from '../session.ts';
import { type Budget, portion } from '../budget.ts';
import type { Literal } from '../sat/literals.ts';
import type { Candidate } from '../universe.ts';
import type { Edit, Fix } from './explanation.ts';

export interface Refuted {
  readonly world: World;
  readonly request: Request;
  readonly resolved: ResolvedRequest;
  /** The session in which the goals were refuted; what it learnt is used again. */
  readonly session: Session;
  /** The assumptions that were found to contradict each other. */
  readonly core: readonly Literal[];
  readonly budget: Budget;
}

/** Indexes of goals that cannot hold together. */
export interface GoalCore {
  readonly goals: readonly number[];
  readonly minimal: boolean;
}

const MOST_FIXES = 4;
const MOST_DROPS = 8;
/** What part of the budget the search for another version or provider may take. */
const INSTEAD_SHARE = 8;

/**
 * Looks for small changes to the request under which it has a solution, by solving it again with each; the cores met on the way are
 * the independent clashes.
 */
export class FixSearch {
  readonly #refuted: Refuted;
  readonly #session: Session;
  readonly #cores: GoalCore[] = [];

  constructor(refuted: Refuted) {
    this.#refuted = refuted;
    this.#session = refuted.session;
  }

  get cores(): readonly GoalCore[] {
    return this.#cores;
  }

  run(): Fix[] {
    const first = this.#record(this.#refuted.core);
    const { goals } = this.#refuted.resolved;
    const fixes = first.some((goal) => goals[goal]?.kind === 'stay') ? this.#allowingRemovals() : [];
    for (const goal of byReadiness(goals, first)) {
      if (fixes.length >= MOST_FIXES) break;
      if (goals[goal]?.kind === 'stay') continue;
      fixes.push(...this.#instead(goal));
      const drops = this.#dropsWith(goal);
      if (drops) fixes.push(...this.#verified(drops));
    }
    const smallestFirst = fixes.toSorted((a, b) => sizeOf(a) - sizeOf(b));
    return smallestFirst.filter(
      (fix, index) => !smallestFirst.slice(0, index).some((smaller) => isWithin(smaller, fix)),
    );
  }

  /** A minimal core of the goals without the dropped ones; undefined when they have a solution or the budget is spent. */
  #refute(dropped: ReadonlySet<number>): readonly number[] | undefined {
    const all = this.#session.selectors.map((_, index) => index).filter((index) => !dropped.has(index));
    const verdict = this.#session.solveGoals(all);
    return verdict.kind === 'refuted' ? this.#record(verdict.core) : undefined;
  }

  /** Minimises a core, notes it as a clash, and returns its goals. */
  #record(literals: readonly Literal[]): readonly number[] {
    const core = this.#minimise(this.#session.goalsOf(literals));
    if (!this.#cores.some(({ goals }) => goals.join() === core.goals.join())) this.#cores.push(core);
    return core.goals;
  }

  #minimise(start: number[]): GoalCore {
    let core = start;
    let minimal = true;
    for (const goal of start) {
      if (!core.includes(goal)) continue;
      const verdict = this.#session.solveGoals(core.filter((other) => other !== goal));
      if (verdict.kind === 'refuted') core = this.#session.goalsOf(verdict.core);
      else if (verdict.kind === 'spent') minimal = false;
    }
    return { goals: core, minimal };
  }

  /** As few removals as will do, all in one. */
  #allowingRemovals(): Fix[] {
    const { resolved } = this.#refuted;
    const goals = resolved.goals.filter(({ kind }) => kind !== 'stay');
    const selectors = this.#session.selectors.filter((_, index) => resolved.goals[index]?.kind !== 'stay');
    const [fix] = this.#solveWith(this.#session, { ...resolved, goals }, { edits: [], selectors });
    if (fix === undefined) return [];
    const removed = new Set(fix.removals);
    const lifted = resolved.goals.filter(
      (goal) => goal.kind === 'stay' && removed.has(goal.candidates[0] as Candidate),
    );
    return [{ ...fix, edits: lifted.map((goal) => ({ kind: 'drop', goal })) }];
  }

  /** This goal and as few others as have to go with it; undefined when that would be too many. */
  #dropsWith(goal: number): ReadonlySet<number> | undefined {
    const first = this.#sameWish(goal);
    const dropped = new Set(first);
    for (let core = this.#refute(dropped); core !== undefined; core = this.#refute(dropped)) {
      if (dropped.size >= MOST_DROPS) return undefined;
      const next = byReadiness(this.#refuted.resolved.goals, core)[0] as number;
      for (const index of this.#sameWish(next)) dropped.add(index);
    }
    return this.#withoutNeedless(dropped, first);
  }

  /** Takes back what later turned out not to be in the way. */
  #withoutNeedless(dropped: ReadonlySet<number>, first: readonly number[]): ReadonlySet<number> {
    const needed = new Set(dropped);
    for (const index of dropped) {
      if (first.includes(index)) continue;
      needed.delete(index);
      const kept = this.#session.selectors.map((_, goal) => goal).filter((goal) => !needed.has(goal));
      if (this.#session.solveGoals(kept).kind !== 'satisfied') needed.add(index);
    }
    return needed;
  }

  /** The goals that came of the same words: an abstract package and the choice of its provider. */
  #sameWish(index: number): number[] {
    const { goals } = this.#refuted.resolved;
    const target = targetOf(goals[index] as Goal);
    if (target === undefined) return [index];
    return goals.flatMap((goal, other) => (targetOf(goal) === target ? [other] : []));
  }

  #edits(dropped: ReadonlySet<number>): Edit[] {
    const goals = [...dropped].map((index) => this.#refuted.resolved.goals[index] as Goal);
    const wishes = goals.filter(
      (goal) =>
        goal.kind !== 'pick' ||
        !goals.some((other) => other.kind === 'install' && other.target === goal.target),
    );
    return wishes.map((goal) => ({ kind: 'drop', goal }));
  }

  #verified(dropped: ReadonlySet<number>): Fix[] {
    const { request, resolved } = this.#refuted;
    const goals = resolved.goals.filter((_, index) => !dropped.has(index));
    const isEmpty = goals.every(isGuard) && !request.jobs.some(({ job }) => job === 'upgrade');
    if (isEmpty) return [];
    const selectors = this.#session.selectors.filter((_, index) => !dropped.has(index));
    return this.#solveWith(this.#session, { ...resolved, goals }, { edits: this.#edits(dropped), selectors });
  }

  /** Another version of what was asked for by range, or another provider of what was asked for by an abstract name. */
  #instead(index: number): Fix[] {
    const { world, resolved } = this.#refuted;
    const goal = resolved.goals[index] as Goal;
    if (goal.kind !== 'install' && goal.kind !== 'pick') return [];
    const { name, architecture } = goal.target;
    const choices =
      goal.kind === 'install' ? world.named(name, architecture) : world.providersOf(name, architecture);
    const candidates = Array.from(choices).filter((candidate) => !goal.candidates.includes(candidate));
    if (candidates.length === 0) return [];
    return this.#solveInstead(index, goal, candidates);
  }

  #solveInstead(index: number, goal: Goal, candidates: readonly Candidate[]): Fix[] {
    const { world, request, resolved, budget } = this.#refuted;
    const goals = resolved.goals.with(index, { ...goal, candidates });
    const session = new Session({
      universe: world,
      resolved: { ...resolved, goals },
      request,
      budget: portion(budget, INSTEAD_SHARE),
    });
    if (session.solveGoals().kind !== 'satisfied') return [];
    const chosen = session.model().find((candidate) => candidates.includes(candidate)) as Candidate;
    const edit: Edit = { kind: 'instead', goal, candidate: chosen };
    return this.#solveWith(session, { ...resolved, goals }, { edits: [edit], selectors: session.selectors });
  }

  #solveWith(
    session: Session,
    resolved: ResolvedRequest,
    { edits, selectors }: { edits: readonly Edit[]; selectors: readonly Literal[] },
  ): Fix[] {
    const { world, request } = this.#refuted;
    const { verdict, model } = settleLevels(session, selectors);
    if (verdict.kind !== 'satisfied' || model === undefined) return [];
    const decisions = assembleDecisions(world, request, resolved, model);
    const installs = decisions.filter(({ action }) => action === 'install').length;
    const removals = decisions.flatMap(({ action, candidate }) => (action === 'remove' ? [candidate] : []));
    const kept = decisions.filter(({ action }) => action === 'keep').length;
    return [
      { edits, installs, removals, otherChanges: decisions.length - installs - removals.length - kept },
    ];
  }
}

/** Which goal a user is likelier to give up: what was only guarded before what was asked for, the last word before the first. */
function byReadiness(goals: readonly Goal[], core: readonly number[]): number[] {
  const rank = (index: number): number => (isGuard(goals[index] as Goal) ? 0 : 1);
  return core.toSorted((a, b) => rank(a) - rank(b) || b - a);
}

function isGuard(goal: Goal): boolean {
  return goal.kind !== 'install' && goal.kind !== 'remove' && goal.kind !== 'pick' && goal.kind !== 'keep';
}

/** What the user typed, where the goal came of it. */
function targetOf(goal: Goal): Target | undefined {
  return isGuard(goal) || !('target' in goal) ? undefined : goal.target;
}

/** How much a fix asks of the user; removals are allowed in one breath. */
function sizeOf({ edits }: Fix): number {
  const others = edits.filter(({ goal }) => goal.kind !== 'stay').length;
  return others + Number(others < edits.length);
}

/** Whether the smaller fix does with some of the edits of the larger. */
function isWithin(smaller: Fix, larger: Fix): boolean {
  return smaller.edits.every((edit) =>
    larger.edits.some((other) => edit.kind === 'drop' && other.kind === 'drop' && other.goal === edit.goal),
  );
}
