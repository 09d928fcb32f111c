import { Ints, grown } from '../sat/ints.ts';
import { type Literal, type Variable, positive, variableOf } from '../sat/literals.ts';
import { Rows } from '../rows.ts';
import type { Candidate, Relation } from '../universe.ts';
import type { Sat } from '../sat/sat.ts';

const EMITTED = -1;

/** Who knows the variables. */
export interface Variables {
  readonly sat: Sat;
  variable(candidate: Candidate): Variable;
}

/**
 * By relation its members as literals, in order: the slot's literal where every candidate of a slot is a member, so that the choice
 * among them stays open, else the candidate's own. A row is made when it is first asked where it starts.
 */
export class Pieces extends Rows {
  readonly #members: Rows;
  readonly #variables: Variables;
  /** By relation: where its row starts in `#pool` (their number first). Few are asked for. */
  readonly #starts = new Map<Relation, number>();
  readonly #pool = new Ints(1 << 12);
  /** By variable: the last row in which it was met. */
  #metIn: Int32Array = new Int32Array(256);
  /** By the variable of a slot: how many of its candidates are members, valid for the row in which it was met. */
  #counts: Int32Array = new Int32Array(256);
  #capacity = 256;
  #rows = 0;

  constructor(members: Rows, variables: Variables) {
    super();
    this.#members = members;
    this.#variables = variables;
    this.#pool.push(0);
  }

  /** Replaced when it grows: not to be kept while rows are made. */
  get values(): Int32Array {
    return this.#pool.data;
  }

  start(relation: Relation): number {
    return this.place(relation) + 1;
  }

  /** Where the row of the relation stands in `values`: how many pieces, and these. */
  place(relation: Relation): number {
    const known = this.#starts.get(relation);
    if (known !== undefined) return known;
    const members = this.#members;
    const made = this.#compute(members.values, members.start(relation), members.end(relation));
    this.#starts.set(relation, made);
    return made;
  }

  /** Of a relation that was asked where it starts. */
  end(relation: Relation): number {
    const start = this.#starts.get(relation) as number;
    return start + 1 + this.#pool.at(start);
  }

  /** The pieces of candidates that no relation lists, such as those a user named. */
  ofCandidates(members: ArrayLike<Candidate>): Literal[] {
    const place = this.placeOf(members);
    return Array.from(this.values.subarray(place + 1, place + 1 + this.#pool.at(place)));
  }

  /** As `place`, of candidates that no relation lists; makes a new row. */
  placeOf(members: ArrayLike<Candidate>): number {
    return this.#compute(members, 0, members.length);
  }

  /** Of the candidates `values[start] … values[end - 1]`. */
  #compute(values: ArrayLike<Candidate>, start: number, end: number): number {
    const pool = this.#pool;
    const row = pool.length;
    const round = ++this.#rows;
    let hasSlots = false;
    pool.push(0);
    for (let at = start; at < end; at++) {
      const variable = this.#variables.variable(values[at] as Candidate);
      if (variable >= this.#capacity) this.#grow(variable + 1);
      if (this.#metIn[variable] === round) continue;
      this.#metIn[variable] = round;
      pool.push(variable << 1);
      const block = this.#variables.sat.blocks[variable] as Variable;
      if (block === 0) continue;
      hasSlots = true;
      if (this.#metIn[block] !== round) {
        this.#metIn[block] = round;
        this.#counts[block] = 0;
      }
      this.#counts[block] = (this.#counts[block] as number) + 1;
    }
    if (hasSlots) this.#joinSlots(row);
    pool.data[row] = pool.length - row - 1;
    return row;
  }

  /** Puts the slot's literal in the place of its first candidate, and of the others, where all of them are in the row. */
  #joinSlots(row: number): void {
    const pool = this.#pool;
    const { data } = pool;
    const { blocks, blockSizes } = this.#variables.sat;
    let end = row + 1;
    for (let at = end; at < pool.length; at++) {
      const literal = data[at] as Literal;
      const block = blocks[variableOf(literal)] as Variable;
      if (block === 0 || this.#counts[block] !== blockSizes[block]) {
        if (block === 0 || this.#counts[block] !== EMITTED) data[end++] = literal;
        continue;
      }
      this.#counts[block] = EMITTED;
      data[end++] = positive(block);
    }
    pool.length = end;
  }

  #grow(needed: number): void {
    this.#metIn = grown(this.#metIn, needed);
    this.#counts = grown(this.#counts, needed);
    this.#capacity = this.#counts.length;
  }
}
