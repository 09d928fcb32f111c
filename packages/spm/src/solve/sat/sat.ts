import { type Clause, Clauses } from './clauses.ts';
import { Ints } from './ints.ts';
import { type Literal, TRUE, type Variable, negative, not, positive, variableOf } from './literals.ts';
import { Proof } from './proof.ts';

/** Why a literal is true: a clause (> 0), a single literal of the same slot (`< 0`: `-1 - literal`), or a decision (0). */
export type Reason = number;

export const DECIDED: Reason = 0;
export const becauseOf = (cause: Literal): Reason => -1 - cause;
export const causeOf = (reason: Reason): Literal => -1 - reason;

/**
 * The state of the search: variables, clauses, the trail of assignments. The operations on it are in `propagate.ts`,
 * `analyze.ts` and `search.ts`.
 *
 * Two things are kept out of the clauses. A *block* is a slot of several candidates: variable `b` says that the slot is
 * filled, `b + 1 … b + n` that it is filled by this candidate; at most one of them is true. A variable marked *expandable* has
 * clauses that nobody asked for yet: they are added when it first becomes true.
 */
export class Sat {
  readonly clauses = new Clauses();
  readonly proof = new Proof();
  readonly trail = new Ints(1024);
  /** Per decision level: the length of the trail when it was opened. */
  readonly levelStarts = new Ints(256);
  readonly learnt = new Ints(64);
  /** Clauses of two literals that held when they were added, three integers each. They matter only once something is taken back. */
  readonly #waiting = new Ints(1 << 15);
  #tookBack = false;

  variableCount = 0;
  #variableCapacity = 128;
  /** By literal: 1 true, -1 false, 0 open. */
  values = new Int8Array(256);
  levels = new Int32Array(128);
  reasons = new Int32Array(128);
  /** By variable: the block it belongs to, 0 for none. */
  blocks = new Int32Array(128);
  /** By block: how many candidates. */
  blockSizes = new Int32Array(128);
  expandable = new Uint8Array(128);
  seen = new Uint8Array(128);
  /** By variable: how often it took part in recent conflicts. */
  activity = new Float64Array(128);
  bump = 1;

  propagated = 0;
  conflicts = 0;
  /** How many literals were assigned so far: the unit of work of a budget. */
  steps = 0;
  /** The lowest level since somebody last reset it: what a cursor over the trail must fall back to. */
  lowestLevel = 0;
  /** The shortest trail since somebody last reset it. */
  lowestTrail = 0;

  constructor() {
    this.newVariable();
    this.assign(TRUE, DECIDED);
  }

  get level(): number {
    return this.levelStarts.length;
  }

  newVariable(): Variable {
    const variable = this.variableCount++;
    if (variable === this.#variableCapacity) this.#growVariables();
    return variable;
  }

  /** A slot and its `size` candidates; returns the slot's variable, the candidates' follow it. */
  newBlock(size: number, origin: number): Variable {
    const block = this.newVariable();
    const literals = [negative(block)];
    for (let i = 0; i < size; i++) literals.push(positive(this.newVariable()));
    this.blocks.fill(block, block, block + size + 1);
    this.blockSizes[block] = size;
    this.clauses.watch(this.clauses.append(literals, origin));
    return block;
  }

  valueOf(literal: Literal): number {
    return this.values[literal] as number;
  }

  levelOf(literal: Literal): number {
    return this.levels[variableOf(literal)] as number;
  }

  reasonOf(literal: Literal): Reason {
    return this.reasons[variableOf(literal)] as number;
  }

  /** Makes an open literal true. */
  assign(literal: Literal, reason: Reason): void {
    const variable = literal >> 1;
    this.values[literal] = 1;
    this.values[literal ^ 1] = -1;
    this.levels[variable] = this.levelStarts.length;
    this.reasons[variable] = reason;
    this.trail.push(literal);
    this.steps++;
  }

  openLevel(): void {
    this.levelStarts.push(this.trail.length);
  }

  /** Takes back everything above the level. */
  backtrack(level: number): void {
    if (level >= this.level) return;
    if (!this.#tookBack) this.#addWaiting();
    const { trail, values } = this;
    const start = this.levelStarts.at(level);
    for (let i = start; i < trail.length; i++) {
      const literal = trail.data[i] as number;
      values[literal] = 0;
      values[literal ^ 1] = 0;
    }
    trail.length = start;
    if (start < this.lowestTrail) this.lowestTrail = start;
    this.propagated = Math.min(this.propagated, start);
    this.levelStarts.length = level;
    if (level < this.lowestLevel) this.lowestLevel = level;
  }

  /**
   * Adds a clause at any time, whatever is assigned; the array is reordered. Returns the clause when it is already false, else 0; the last open
   * literal of an otherwise false clause becomes true.
   */
  add(literals: Literal[], origin: number): Clause {
    if (literals.length === 1) literals.push(not(TRUE));
    this.#bestFirst(literals, 0);
    this.#bestFirst(literals, 1);
    const clause = this.clauses.append(literals, origin);
    this.clauses.watch(clause);
    const first = literals[0] as Literal;
    const second = literals[1] as Literal;
    if (this.valueOf(first) < 0) return clause;
    if (this.valueOf(first) === 0 && this.valueOf(second) < 0) this.assign(first, clause);
    return 0;
  }

  /** `add` for two literals, without an allocation. */
  addBinary(first: Literal, second: Literal, origin: number): Clause {
    const one = this.values[first] as number;
    const other = this.values[second] as number;
    if ((other > 0 || one > 0) && !this.#tookBack) {
      const waiting = this.#waiting;
      const at = waiting.length;
      if (at + 3 > waiting.capacity) waiting.reserve(3);
      const { data } = waiting;
      data[at] = first;
      data[at + 1] = second;
      data[at + 2] = origin;
      waiting.length = at + 3;
      return 0;
    }
    const clause = this.clauses.addBinary(first, second, origin);
    if (one < 0) {
      if (other < 0) return clause;
      if (other === 0) this.assign(second, clause);
    } else if (one === 0 && other < 0) this.assign(first, clause);
    return 0;
  }

  #addWaiting(): void {
    this.#tookBack = true;
    const { data, length } = this.#waiting;
    for (let at = 0; at < length; at += 3)
      this.clauses.addBinary(data[at] as Literal, data[at + 1] as Literal, data[at + 2] as number);
    this.#waiting.clear();
  }

  /** Moves to `place` the literal that stays useful longest: true, else open, else falsified last. */
  #bestFirst(literals: Literal[], place: number): void {
    let best = place;
    for (let i = place + 1; i < literals.length; i++) {
      if (this.#usefulness(literals[i] as Literal) > this.#usefulness(literals[best] as Literal)) best = i;
    }
    const literal = literals[best] as Literal;
    literals[best] = literals[place] as Literal;
    literals[place] = literal;
  }

  #usefulness(literal: Literal): number {
    const value = this.valueOf(literal);
    return value < 0 ? this.levelOf(literal) : value === 0 ? 0x7fffffff : 0x80000000;
  }

  #growVariables(): void {
    const size = this.#variableCapacity * 2;
    this.#variableCapacity = size;
    this.values = enlarge(this.values, new Int8Array(size * 2));
    this.levels = enlarge(this.levels, new Int32Array(size));
    this.reasons = enlarge(this.reasons, new Int32Array(size));
    this.blocks = enlarge(this.blocks, new Int32Array(size));
    this.blockSizes = enlarge(this.blockSizes, new Int32Array(size));
    this.expandable = enlarge(this.expandable, new Uint8Array(size));
    this.seen = enlarge(this.seen, new Uint8Array(size));
    this.activity = enlarge(this.activity, new Float64Array(size));
    this.clauses.ensureLiterals(size * 2);
  }
}

function enlarge<T extends Int8Array | Uint8Array | Int32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
