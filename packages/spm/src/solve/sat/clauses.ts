import { Ints } from './ints.ts';
import type { Literal } from './literals.ts';

/** Where a clause starts in the arena; 0 is no clause. */
export type Clause = number;

/** Words before the literals: size, origin, and the next watcher of the first and of the second literal. */
const HEADER = 4;
const NO_WATCHERS = 0;

/**
 * All clauses in one integer array, each threaded on the watch lists of its first two literals (the layout of libsolv's
 * rules): no allocation per clause, none per watch.
 *
 * The clause at `SCRATCH` is never watched: it is the place to spell out a conflict that is implicit in a slot.
 */
export class Clauses {
  readonly arena = new Ints(1 << 14);
  /** By literal: the first entry (`clause << 1 | position`) of the clauses that watch it. */
  heads = new Int32Array(256);

  constructor() {
    this.arena.push(0);
    this.append([0, 0], 0);
  }

  ensureLiterals(count: number): void {
    if (count <= this.heads.length) return;
    const larger = new Int32Array(Math.max(count, this.heads.length * 2));
    larger.set(this.heads);
    this.heads = larger;
  }

  /** Stores a clause of two or more literals, not yet watched. */
  append(literals: ArrayLike<Literal>, origin: number): Clause {
    const clause = this.#allocate(literals.length, origin);
    const { data } = this.arena;
    for (let i = 0; i < literals.length; i++) data[clause + HEADER + i] = literals[i] as number;
    return clause;
  }

  /** Stores a clause of two literals and watches it. Most clauses are such: one step, without calls. */
  addBinary(first: Literal, second: Literal, origin: number): Clause {
    const { arena, heads } = this;
    const clause = arena.length;
    if (clause + HEADER + 2 > arena.capacity) arena.reserve(HEADER + 2);
    const { data } = arena;
    data[clause] = 2;
    data[clause + 1] = origin;
    data[clause + 2] = heads[first] as number;
    heads[first] = clause << 1;
    data[clause + 3] = heads[second] as number;
    heads[second] = (clause << 1) | 1;
    data[clause + HEADER] = first;
    data[clause + HEADER + 1] = second;
    arena.length = clause + HEADER + 2;
    return clause;
  }

  #allocate(size: number, origin: number): Clause {
    const { arena } = this;
    arena.reserve(HEADER + size);
    const { data } = arena;
    const clause = arena.length;
    data[clause] = size;
    data[clause + 1] = origin;
    data[clause + 2] = NO_WATCHERS;
    data[clause + 3] = NO_WATCHERS;
    arena.length = clause + HEADER + size;
    return clause;
  }

  /** Puts the clause on the watch lists of its first two literals. */
  watch(clause: Clause): void {
    const { data } = this.arena;
    for (let position = 0; position < 2; position++) {
      const literal = data[clause + HEADER + position] as number;
      data[clause + 2 + position] = this.heads[literal] as number;
      this.heads[literal] = (clause << 1) | position;
    }
  }

  size(clause: Clause): number {
    return this.arena.data[clause] as number;
  }

  origin(clause: Clause): number {
    return this.arena.data[clause + 1] as number;
  }

  literal(clause: Clause, position: number): Literal {
    return this.arena.data[clause + HEADER + position] as number;
  }

  /** Spells out a binary conflict in the scratch clause. */
  scratch(first: Literal, second: Literal): Clause {
    const { data } = this.arena;
    data[SCRATCH + HEADER] = first;
    data[SCRATCH + HEADER + 1] = second;
    return SCRATCH;
  }
}

export const SCRATCH: Clause = 1;
export const CLAUSE_HEADER = HEADER;
