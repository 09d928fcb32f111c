import { Ints } from '../sat/ints.ts';
import type { Candidate, Relation, Slot } from '../universe.ts';

/** What the world or the user states; every clause of the search originates in one of these. */
export type Fact =
  /** The candidate needs one of the relation's members. */
  | { readonly kind: 'depends'; readonly candidate: Candidate; readonly relation: Relation }
  /** The candidate cannot stand beside the relation's members. */
  | { readonly kind: 'conflicts'; readonly candidate: Candidate; readonly relation: Relation }
  /** The successor takes the installed candidate's place. */
  | { readonly kind: 'replaces'; readonly successor: Candidate; readonly candidate: Candidate }
  /** Only the members satisfy the relation. */
  | { readonly kind: 'members'; readonly relation: Relation }
  /** One candidate at most occupies the slot. */
  | { readonly kind: 'slot'; readonly slot: Slot }
  /** The goal of this index was set. */
  | { readonly kind: 'goal'; readonly goal: number }
  /** Holds by definition of an auxiliary variable. */
  | { readonly kind: 'definition' };

/** A fact's number: the origin of its clauses. */
export type FactId = number;

const DEPENDS = 1;
const CONFLICTS = 2;
const MEMBERS = 3;
const SLOT = 4;
const GOAL = 5;
const REPLACES = 6;

/** Facts by number, three integers each. 0 is the definition of an auxiliary variable, and stands for every fact where none is kept. */
export class Facts {
  /** Whether anybody will ask for them: where derivations are kept. */
  readonly areKept: boolean;
  readonly #words: Ints;

  constructor(areKept: boolean) {
    this.areKept = areKept;
    this.#words = new Ints(areKept ? 1 << 15 : 0);
    this.#record(0, 0, 0);
  }

  depends(candidate: Candidate, relation: Relation): FactId {
    return this.#record(DEPENDS, candidate, relation);
  }

  conflicts(candidate: Candidate, relation: Relation): FactId {
    return this.#record(CONFLICTS, candidate, relation);
  }

  replaces(successor: Candidate, candidate: Candidate): FactId {
    return this.#record(REPLACES, successor, candidate);
  }

  members(relation: Relation): FactId {
    return this.#record(MEMBERS, relation, 0);
  }

  slot(slot: Slot): FactId {
    return this.#record(SLOT, slot, 0);
  }

  goal(goal: number): FactId {
    return this.#record(GOAL, goal, 0);
  }

  get(id: FactId): Fact {
    const first = this.#words.at(id * 3 + 1);
    const second = this.#words.at(id * 3 + 2);
    switch (this.#words.at(id * 3)) {
      case DEPENDS:
        return { kind: 'depends', candidate: first, relation: second };
      case CONFLICTS:
        return { kind: 'conflicts', candidate: first, relation: second };
      case REPLACES:
        return { kind: 'replaces', successor: first, candidate: second };
      case MEMBERS:
        return { kind: 'members', relation: first };
      case SLOT:
        return { kind: 'slot', slot: first };
      case GOAL:
        return { kind: 'goal', goal: first };
      default:
        return { kind: 'definition' };
    }
  }

  #record(kind: number, first: number, second: number): FactId {
    if (!this.areKept) return DEFINITION;
    const words = this.#words;
    const start = words.length;
    words.push(kind);
    words.push(first);
    words.push(second);
    return start / 3;
  }
}

export const DEFINITION: FactId = 0;
