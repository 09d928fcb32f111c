import { Ints } from '../sat/ints.ts';
import { type Literal, positive, variableOf } from '../sat/literals.ts';
import type { Candidate, Relation, Slot, Universe } from '../universe.ts';
import type { Encoding } from './encoding.ts';

const EMITTED = -1;

/**
 * A relation's members as literals, in order: the slot's literal where every candidate of a slot is a member, so that the choice
 * among them stays open, else the candidate's own.
 */
export class Pieces {
  readonly #universe: Universe;
  readonly #encoding: Encoding;
  /** By relation: where its pieces start in `#pool` (their number first); 0 before it was asked for. */
  readonly #starts: Int32Array;
  readonly #pool = new Ints(1 << 12);
  /** By slot: how many of its candidates are members, valid while `#round` is current. */
  readonly #counts: Int32Array;
  readonly #countedIn: Int32Array;
  readonly #seenIn: Int32Array;
  #round = 0;

  constructor(universe: Universe, encoding: Encoding) {
    this.#universe = universe;
    this.#encoding = encoding;
    this.#starts = new Int32Array(universe.relationCount);
    this.#counts = new Int32Array(universe.slotCount);
    this.#countedIn = new Int32Array(universe.slotCount);
    this.#seenIn = new Int32Array(universe.candidateCount);
    this.#pool.push(0);
  }

  of(relation: Relation): Int32Array {
    let start = this.#starts[relation] as number;
    if (start === 0) {
      start = this.#compute(this.#universe.members(relation));
      this.#starts[relation] = start;
    }
    return this.#pool.data.subarray(start + 1, start + 1 + this.#pool.at(start));
  }

  /** The pieces of candidates that no relation lists, such as those a user named. */
  ofCandidates(members: ArrayLike<Candidate>): Literal[] {
    const start = this.#compute(members);
    return Array.from(this.#pool.data.subarray(start + 1, start + 1 + this.#pool.at(start)));
  }

  #compute(members: ArrayLike<Candidate>): number {
    return (members.length === 1 && this.#computeOne(members[0] as Candidate)) || this.#computeMany(members);
  }

  /** The usual case without the bookkeeping: the only candidate of its slot. 0 when it is not. */
  #computeOne(member: Candidate): number {
    const literal = this.#encoding.candidate(member);
    if (this.#encoding.sat.blocks[variableOf(literal)] !== 0) return 0;
    this.#pool.push(1);
    this.#pool.push(literal);
    return this.#pool.length - 2;
  }

  #computeMany(members: ArrayLike<Candidate>): number {
    this.#round++;
    for (let i = 0; i < members.length; i++) this.#count(members[i] as Candidate);
    this.#round++;
    const start = this.#pool.length;
    this.#pool.push(0);
    for (let i = 0; i < members.length; i++) this.#emit(members[i] as Candidate);
    this.#pool.data[start] = this.#pool.length - start - 1;
    return start;
  }

  #count(candidate: Candidate): void {
    if (this.#seenIn[candidate] === this.#round) return;
    this.#seenIn[candidate] = this.#round;
    const slot = this.#universe.slotOf(candidate);
    if (this.#countedIn[slot] !== this.#round) {
      this.#countedIn[slot] = this.#round;
      this.#counts[slot] = 0;
    }
    this.#counts[slot] = (this.#counts[slot] as number) + 1;
  }

  #emit(candidate: Candidate): void {
    if (this.#seenIn[candidate] === this.#round) return;
    this.#seenIn[candidate] = this.#round;
    const slot: Slot = this.#universe.slotOf(candidate);
    const whole = this.#encoding.slot(slot);
    const size = this.#encoding.sat.blockSizes[variableOf(whole)] as number;
    if (size === 0) this.#pool.push(whole);
    else if (this.#counts[slot] === size) {
      this.#counts[slot] = EMITTED;
      this.#pool.push(whole);
    } else if (this.#counts[slot] !== EMITTED)
      this.#pool.push(positive(variableOf(this.#encoding.candidate(candidate))));
  }
}
