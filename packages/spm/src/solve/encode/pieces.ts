import { Ints } from '../sat/ints.ts';
import { type Literal, positive, variableOf } from '../sat/literals.ts';
import { Rows } from '../rows.ts';
import type { Candidate, Relation, Slot, Universe } from '../universe.ts';
import type { Sat } from '../sat/sat.ts';

const EMITTED = -1;

/** Who knows the literals. */
export interface Literals {
  readonly sat: Sat;
  candidate(candidate: Candidate): Literal;
  slot(slot: Slot): Literal;
}

/** Candidates in a row, in place. */
interface Run {
  readonly values: ArrayLike<Candidate>;
  readonly start: number;
  readonly end: number;
}

/**
 * By relation its members as literals, in order: the slot's literal where every candidate of a slot is a member, so that the choice
 * among them stays open, else the candidate's own. A row is made when it is first asked where it starts.
 */
export class Pieces extends Rows {
  readonly #universe: Universe;
  readonly #literals: Literals;
  /** By relation: where its row starts in `#pool` (their number first); 0 before it was asked for. */
  readonly #starts: Int32Array;
  readonly #pool = new Ints(1 << 12);
  /** By slot: how many of its candidates are members, valid while `#round` is current. */
  readonly #counts: Int32Array;
  readonly #countedIn: Int32Array;
  readonly #seenIn: Int32Array;
  #round = 0;

  constructor(universe: Universe, literals: Literals) {
    super();
    this.#universe = universe;
    this.#literals = literals;
    this.#starts = new Int32Array(universe.relationCount);
    this.#counts = new Int32Array(universe.slotCount);
    this.#countedIn = new Int32Array(universe.slotCount);
    this.#seenIn = new Int32Array(universe.candidateCount);
    this.#pool.push(0);
  }

  /** Replaced when it grows: not to be kept while rows are made. */
  get values(): Int32Array {
    return this.#pool.data;
  }

  start(relation: Relation): number {
    return (this.#starts[relation] || this.#make(relation)) + 1;
  }

  /** Of a relation that was asked where it starts. */
  end(relation: Relation): number {
    const start = this.#starts[relation] as number;
    return start + 1 + this.#pool.at(start);
  }

  /** The pieces of candidates that no relation lists, such as those a user named. */
  ofCandidates(members: ArrayLike<Candidate>): Literal[] {
    const start = this.#computeMany({ values: members, start: 0, end: members.length });
    return Array.from(this.values.subarray(start + 1, start + 1 + this.#pool.at(start)));
  }

  #make(relation: Relation): number {
    const { members } = this.#universe;
    const { values } = members;
    const start = members.start(relation);
    const end = members.end(relation);
    const made =
      (end - start === 1 && this.#computeOne(values[start] as Candidate)) ||
      this.#computeMany({ values, start, end });
    this.#starts[relation] = made;
    return made;
  }

  /** The usual case without the bookkeeping: the only candidate of its slot. 0 when it is not. */
  #computeOne(member: Candidate): number {
    const literal = this.#literals.candidate(member);
    if (this.#literals.sat.blocks[variableOf(literal)] !== 0) return 0;
    this.#pool.push(1);
    this.#pool.push(literal);
    return this.#pool.length - 2;
  }

  #computeMany({ values, start, end }: Run): number {
    this.#round++;
    for (let at = start; at < end; at++) this.#count(values[at] as Candidate);
    this.#round++;
    const row = this.#pool.length;
    this.#pool.push(0);
    for (let at = start; at < end; at++) this.#emit(values[at] as Candidate);
    this.#pool.data[row] = this.#pool.length - row - 1;
    return row;
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
    const whole = this.#literals.slot(slot);
    const size = this.#literals.sat.blockSizes[variableOf(whole)] as number;
    if (size === 0) this.#pool.push(whole);
    else if (this.#counts[slot] === size) {
      this.#counts[slot] = EMITTED;
      this.#pool.push(whole);
    } else if (this.#counts[slot] !== EMITTED)
      this.#pool.push(positive(variableOf(this.#literals.candidate(candidate))));
  }
}
