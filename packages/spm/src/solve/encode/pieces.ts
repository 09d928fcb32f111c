import { Ints, grown } from '../sat/ints.ts';
import { type Literal, type Variable, positive, variableOf } from '../sat/literals.ts';
import { Rows } from '../rows.ts';
import type { Candidate, Relation, Universe } from '../universe.ts';
import type { Sat } from '../sat/sat.ts';

const EMITTED = -1;

/** Who knows the literals. */
export interface Literals {
  readonly sat: Sat;
  candidate(candidate: Candidate): Literal;
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
  /** By relation: where its row starts in `#pool` (their number first). Few are asked for. */
  readonly #starts = new Map<Relation, number>();
  readonly #pool = new Ints(1 << 12);
  /** By variable: the last round in which it was met. */
  #metIn: Int32Array = new Int32Array(256);
  /** By the variable of a slot: how many of its candidates are members, valid for the round in which it was met. */
  #counts: Int32Array = new Int32Array(256);
  #capacity = 256;
  #round = 0;

  constructor(universe: Universe, literals: Literals) {
    super();
    this.#universe = universe;
    this.#literals = literals;
    this.#pool.push(0);
  }

  /** Replaced when it grows: not to be kept while rows are made. */
  get values(): Int32Array {
    return this.#pool.data;
  }

  start(relation: Relation): number {
    return (this.#starts.get(relation) ?? this.#make(relation)) + 1;
  }

  /** Of a relation that was asked where it starts. */
  end(relation: Relation): number {
    const start = this.#starts.get(relation) as number;
    return start + 1 + this.#pool.at(start);
  }

  /** The pieces of candidates that no relation lists, such as those a user named. */
  ofCandidates(members: ArrayLike<Candidate>): Literal[] {
    const start = this.#compute({ values: members, start: 0, end: members.length });
    return Array.from(this.values.subarray(start + 1, start + 1 + this.#pool.at(start)));
  }

  #make(relation: Relation): number {
    const { members } = this.#universe;
    const { values } = members;
    const made = this.#compute({ values, start: members.start(relation), end: members.end(relation) });
    this.#starts.set(relation, made);
    return made;
  }

  #compute({ values, start, end }: Run): number {
    const pool = this.#pool;
    const row = pool.length;
    pool.push(0);
    this.#round++;
    for (let at = start; at < end; at++) this.#count(this.#variable(values[at] as Candidate));
    this.#round++;
    for (let at = start; at < end; at++) this.#emit(this.#variable(values[at] as Candidate));
    pool.data[row] = pool.length - row - 1;
    return row;
  }

  #variable(candidate: Candidate): Variable {
    const variable = variableOf(this.#literals.candidate(candidate));
    if (variable >= this.#capacity) this.#grow(variable + 1);
    return variable;
  }

  #count(variable: Variable): void {
    const block = this.#literals.sat.blocks[variable] as Variable;
    if (block === 0 || this.#metIn[variable] === this.#round) return;
    this.#metIn[variable] = this.#round;
    if (this.#metIn[block] !== this.#round) {
      this.#metIn[block] = this.#round;
      this.#counts[block] = 0;
    }
    this.#counts[block] = (this.#counts[block] as number) + 1;
  }

  #emit(variable: Variable): void {
    if (this.#metIn[variable] === this.#round) return;
    this.#metIn[variable] = this.#round;
    const { blocks, blockSizes } = this.#literals.sat;
    const block = blocks[variable] as Variable;
    if (block === 0) this.#pool.push(positive(variable));
    else if (this.#counts[block] === blockSizes[block]) {
      this.#counts[block] = EMITTED;
      this.#pool.push(positive(block));
    } else if (this.#counts[block] !== EMITTED) this.#pool.push(positive(variable));
  }

  #grow(needed: number): void {
    this.#metIn = grown(this.#metIn, needed);
    this.#counts = grown(this.#counts, needed);
    this.#capacity = this.#counts.length;
  }
}
