import { type Goal, isFixed, isWanted } from '../../src/solve/goals.ts';
import type { ResolvedRequest, World } from '../../src/solve/resolve.ts';
import type { Candidate } from '../../src/solve/universe.ts';

/** A state of the system: bit `c` is set where candidate `c` is installed. */
export type State = number;

const bit = (candidate: Candidate): number => 1 << candidate;
const maskOf = (candidates: Iterable<Candidate>): number => {
  let mask = 0;
  for (const candidate of candidates) mask |= bit(candidate);
  return mask;
};

export const stateOf = maskOf;

export function membersOf(state: State): Candidate[] {
  return Array.from({ length: 31 }, (_, candidate) => candidate).filter(
    (candidate) => state & bit(candidate),
  );
}

/** Tries every state with at most one candidate per slot, by the definitions. For up to 31 candidates in few slots. */
export class Oracle {
  readonly #world: World;
  readonly #resolved: ResolvedRequest;
  readonly #installed: number;
  /** By candidate: the masks of which one bit each must be set, and the mask of which none may be. */
  readonly #needs: number[][] = [];
  readonly #excludes: number[] = [];
  readonly #sound: readonly State[];

  constructor(world: World, resolved: ResolvedRequest) {
    this.#world = world;
    this.#resolved = resolved;
    this.#installed = maskOf(resolved.installed.candidates);
    for (let candidate = 0; candidate < world.candidateCount; candidate++) this.#describe(candidate);
    this.#sound = this.#states().filter((state) => this.isSound(state));
  }

  /** The sound states that honour the goals. */
  answers(goals: readonly Goal[] = this.#resolved.goals): State[] {
    return this.#sound.filter((state) => goals.every((goal) => honours(goal, state)));
  }

  /** Closed and free of conflicts, except for what was broken before among the installed. */
  isSound(state: State): boolean {
    return membersOf(state).every(
      (candidate) =>
        (this.#needs[candidate] ?? []).every((mask) => (state & mask) !== 0) &&
        (state & (this.#excludes[candidate] ?? 0)) === 0,
    );
  }

  /** What the policy minimises, in its order: removals, explicit ones among them, downgrades, changes. */
  costs(state: State): number[] {
    const { installed, upgrades } = this.#resolved;
    const gone = installed.candidates.filter((candidate) => !this.#survives(candidate, state));
    const explicit = gone.filter((candidate) => installed.isExplicit(candidate));
    const downgraded = installed.candidates.filter((candidate) => {
      const slot = this.#slot(candidate);
      return slot.slice(slot.indexOf(candidate) + 1).some((older) => state & bit(older));
    });
    const changed = installed.candidates.filter((one) => !upgrades.has(one) && !(state & bit(one)));
    return [gone.length, explicit.length, downgraded.length, changed.length];
  }

  /** How many slots are newly filled. */
  newSlots(state: State): number {
    const { installed } = this.#resolved;
    return membersOf(state).filter((one) => installed.in(this.#world.slotOf(one)) === undefined).length;
  }

  #slot(candidate: Candidate): Candidate[] {
    return Array.from(this.#world.candidatesOf(this.#world.slotOf(candidate)));
  }

  #survives(candidate: Candidate, state: State): boolean {
    const successors = Array.from(this.#world.successorsOf?.(candidate) ?? []);
    return (maskOf([...this.#slot(candidate), ...successors]) & state) !== 0;
  }

  #describe(candidate: Candidate): void {
    const wasInstalled = this.#resolved.installed.has(candidate);
    const needs = this.#world.depends.of(candidate).map((one) => maskOf(this.#world.members.of(one)));
    this.#needs.push(needs.filter((mask) => !wasInstalled || (mask & this.#installed) !== 0));
    let excluded = 0;
    for (const relation of this.#world.conflicts.of(candidate)) {
      excluded |= maskOf(this.#world.members.of(relation));
    }
    if (wasInstalled) excluded &= ~this.#installed;
    for (const replaced of this.#resolved.installed.candidates) {
      if (Array.from(this.#world.successorsOf?.(replaced) ?? []).includes(candidate))
        excluded |= bit(replaced);
    }
    this.#excludes.push(excluded & ~bit(candidate));
  }

  #states(): State[] {
    let states: State[] = [0];
    for (let slot = 0; slot < this.#world.slotCount; slot++) {
      const candidates = Array.from(this.#world.candidatesOf(slot));
      states = states.flatMap((state) => [state, ...candidates.map((candidate) => state | bit(candidate))]);
    }
    return states;
  }
}

function honours(goal: Goal, state: State): boolean {
  const mask = maskOf(goal.candidates);
  if (isFixed(goal)) return (state & mask) === mask;
  return ((state & mask) !== 0) === isWanted(goal);
}

export function compareCosts(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, place) => value !== b[place]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}
