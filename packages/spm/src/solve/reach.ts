import { type Goal, isWanted } from './goals.ts';
import type { Reason } from './solution.ts';
import type { Candidate, Relation, Universe } from './universe.ts';

export interface Roots {
  readonly goals: readonly Goal[];
  /** Packages that need no other reason than this one, such as those that were installed. */
  readonly others: ReadonlyMap<Candidate, Reason>;
  /** Whose recommendations count. */
  readonly recommends: (candidate: Candidate) => boolean;
}

/**
 * Walks from what was asked for, and then from the other roots, through requirements and then recommendations, inside a closed set
 * of candidates. Returns for every one reached the first edge that led to it, in that order; what is not reached is needed by nobody.
 */
export function reach(
  universe: Universe,
  members: Iterable<Candidate>,
  roots: Roots,
): Map<Candidate, Reason> {
  const walk = new Walk(universe, members);
  for (const [index, goal] of roots.goals.entries()) {
    if (!isWanted(goal)) continue;
    const candidate = goal.candidates.find((one) => walk.isMember(one));
    if (candidate !== undefined && goal.kind !== 'stay')
      walk.visit(candidate, { kind: 'requested', goal: index });
  }
  walk.followDepends();
  for (const [candidate, reason] of roots.others) walk.visit(candidate, reason);
  walk.followDepends();
  walk.followRecommends(roots.recommends);
  return walk.reasons;
}

const MEMBER = 1;
const REACHED = 2;

class Walk {
  readonly reasons = new Map<Candidate, Reason>();
  readonly #universe: Universe;
  /** By candidate: 0, or one of the marks above. */
  readonly #marks: Uint8Array;
  readonly #order: Candidate[] = [];
  #followed = 0;
  /** Requirements that several members meet, none of which was reached yet. */
  readonly #open: { readonly by: Candidate; readonly relation: Relation }[] = [];

  constructor(universe: Universe, members: Iterable<Candidate>) {
    this.#universe = universe;
    this.#marks = new Uint8Array(universe.candidateCount);
    for (const candidate of members) this.#marks[candidate] = MEMBER;
  }

  isMember(candidate: Candidate): boolean {
    return this.#marks[candidate] !== 0;
  }

  visit(candidate: Candidate, reason: Reason): void {
    if (this.#marks[candidate] !== MEMBER) return;
    this.#marks[candidate] = REACHED;
    this.reasons.set(candidate, reason);
    this.#order.push(candidate);
  }

  /** What leaves a choice waits: one of its members may be reached without it. */
  followDepends(): void {
    this.#followForced();
    for (let next = this.#open.shift(); next !== undefined; next = this.#open.shift()) {
      this.#follow('needed', next.by, next.relation);
      this.#followForced();
    }
  }

  #followForced(): void {
    while (this.#followed < this.#order.length) {
      const by = this.#order[this.#followed++] as Candidate;
      const relations = this.#universe.depends(by);
      for (let i = 0; i < relations.length; i++) {
        const relation = relations[i] as Relation;
        if (this.#leavesChoice(relation)) this.#open.push({ by, relation });
        else this.#follow('needed', by, relation);
      }
    }
  }

  #leavesChoice(relation: Relation): boolean {
    const candidates = this.#universe.members(relation);
    let present = 0;
    for (let i = 0; i < candidates.length; i++) {
      if (this.isMember(candidates[i] as Candidate)) present++;
    }
    return present > 1;
  }

  followRecommends(counts: (candidate: Candidate) => boolean): void {
    for (let index = 0; index < this.#order.length; index++) {
      const by = this.#order[index] as Candidate;
      if (!counts(by)) continue;
      const relations = this.#universe.recommends(by);
      for (let i = 0; i < relations.length; i++) this.#follow('recommended', by, relations[i] as Relation);
      this.followDepends();
    }
  }

  /** One member of a relation is enough: one that was reached already, else the best. */
  #follow(kind: 'needed' | 'recommended', by: Candidate, relation: Relation): void {
    const candidates = this.#universe.members(relation);
    let best = -1;
    for (let i = 0; i < candidates.length; i++) {
      const candidate = candidates[i] as Candidate;
      const mark = this.#marks[candidate];
      if (mark === REACHED) return;
      if (mark === MEMBER && best < 0) best = candidate;
    }
    if (best >= 0) this.visit(best, { kind, by, relation });
  }
}
