/**
 * How the members of a relation are kept. Most relations have one alternative with one member, and that member stands in the
 * relation's word. Otherwise the word says where a row of the pool begins: the number of alternatives, how many members the
 * first ones have, and the members; equal rows are kept once.
 */
const POOLED = 0x8000_0000;

const ONE_MEMBER = Uint32Array.of(1);

/** Reads `relations` and `members` as the encoder makes them. */
export class RelationHeads {
  readonly #heads: Uint32Array;
  readonly #pool: Uint32Array;

  constructor(heads: Uint32Array, pool: Uint32Array) {
    this.#heads = heads;
    this.#pool = pool;
  }

  members(relation: number): Uint32Array {
    const head = this.#heads[relation] ?? 0;
    if (head < POOLED) return this.#heads.subarray(relation, relation + 1);
    const row = head - POOLED;
    const alternatives = this.#pool[row] ?? 0;
    const first = row + 1 + alternatives;
    return this.#pool.subarray(first, first + (this.#pool[first - 1] ?? 0));
  }

  alternativeEnds(relation: number): Uint32Array {
    const head = this.#heads[relation] ?? 0;
    if (head < POOLED) return ONE_MEMBER;
    const row = head - POOLED;
    return this.#pool.subarray(row + 1, row + 1 + (this.#pool[row] ?? 0));
  }
}

/** The word of a relation that has one alternative with one member. */
export function headOfOne(member: number): number {
  return member;
}

/** The word of a relation whose row begins there. */
export function headOfRow(start: number): number {
  return POOLED + start;
}
