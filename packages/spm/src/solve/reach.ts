import { type Goal, isWanted } from './goals.ts';
import type { Reason } from './solution.ts';
import type { Rows } from './rows.ts';
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

/** Of a relation: nothing has to be done for it. */
const SETTLED = -1;
/** Of a relation: several members would do, none of which was reached yet. */
const CHOICE = -2;

class Walk {
  readonly reasons = new Map<Candidate, Reason>();
  readonly #universe: Universe;
  readonly #members: Rows;
  /** By candidate: 0, or one of the marks above. */
  readonly #marks: Uint8Array;
  /** By relation: 1 when nothing has to be done for it any more. */
  readonly #settled: Uint8Array;
  readonly #order: Candidate[] = [];
  #followed = 0;
  readonly #choices: { readonly by: Candidate; readonly relation: Relation }[] = [];

  constructor(universe: Universe, members: Iterable<Candidate>) {
    this.#universe = universe;
    this.#members = universe.members;
    this.#marks = new Uint8Array(universe.candidateCount);
    this.#settled = new Uint8Array(universe.relationCount);
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
    for (let next = this.#choices.shift(); next !== undefined; next = this.#choices.shift()) {
      this.#takeBest('needed', next.by, next.relation);
      this.#followForced();
    }
  }

  followRecommends(counts: (candidate: Candidate) => boolean): void {
    const { recommends } = this.#universe;
    for (let index = 0; index < this.#order.length; index++) {
      const by = this.#order[index] as Candidate;
      if (!counts(by)) continue;
      for (const relation of recommends.of(by)) this.#takeBest('recommended', by, relation);
      this.followDepends();
    }
  }

  #followForced(): void {
    const { depends } = this.#universe;
    const { values } = depends;
    const members = this.#members;
    const marks = this.#marks;
    const settled = this.#settled;
    while (this.#followed < this.#order.length) {
      const by = this.#order[this.#followed++] as Candidate;
      for (let at = depends.start(by), end = depends.end(by); at < end; at++) {
        const relation = values[at] as Relation;
        if (settled[relation] === 1) continue;
        const only = members.only(relation);
        const found = only < 0 ? this.#onlyMember(relation) : marks[only] === MEMBER ? only : SETTLED;
        if (found === CHOICE) {
          this.#choices.push({ by, relation });
          continue;
        }
        settled[relation] = 1;
        if (found >= 0) this.visit(found, { kind: 'needed', by, relation });
      }
    }
  }

  /** The one member of the relation that is there and was not reached yet, or what holds instead. */
  #onlyMember(relation: Relation): Candidate {
    const members = this.#members;
    const { values } = members;
    const marks = this.#marks;
    let only = SETTLED;
    for (let at = members.start(relation), end = members.end(relation); at < end; at++) {
      const mark = marks[values[at] as Candidate];
      if (mark === REACHED) return SETTLED;
      if (mark === MEMBER) only = only === SETTLED ? (values[at] as Candidate) : CHOICE;
    }
    return only;
  }

  /** One member of a relation is enough: one that was reached already, else the best. */
  #takeBest(kind: 'needed' | 'recommended', by: Candidate, relation: Relation): void {
    const present = this.#members.of(relation).filter((member) => this.isMember(member));
    if (present.some((member) => this.#marks[member] === REACHED)) return;
    const [best] = present;
    if (best !== undefined) this.visit(best, { kind, by, relation });
  }
}
