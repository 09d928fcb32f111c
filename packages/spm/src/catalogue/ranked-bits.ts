/**
 * A set of places `0 … size - 1`, kept as bits and counted by rank: which places are members, and how many come before one.
 * One word per 32 places, then as many running totals.
 */
export class RankedBits {
  readonly #words: Uint32Array;
  /** How many members the words before this one hold. */
  readonly #before: Uint32Array;

  /** `data` as `encodeRankedBits` makes it. */
  constructor(data: Uint32Array) {
    const half = data.length / 2;
    this.#words = data.subarray(0, half);
    this.#before = data.subarray(half);
  }

  has(place: number): boolean {
    return (((this.#words[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1;
  }

  /** How many members lie before `place`. */
  rank(place: number): number {
    const below = (this.#words[place >>> 5] ?? 0) & ((1 << (place & 31)) - 1);
    return (this.#before[place >>> 5] ?? 0) + popcount(below);
  }
}

export function encodeRankedBits(size: number, members: Iterable<number>): Uint32Array<ArrayBuffer> {
  // One word more than needed, so that the rank of `size` itself is the number of members.
  const words = (size >>> 5) + 1;
  const data = new Uint32Array(words * 2);
  for (const place of members) data[place >>> 5] = (data[place >>> 5] ?? 0) | (1 << (place & 31));
  for (let word = 1; word < words; word++) {
    data[words + word] = (data[words + word - 1] ?? 0) + popcount(data[word - 1] ?? 0);
  }
  return data;
}

/** The number of bits that are set (Warren, "Hacker's Delight", §5-1). */
function popcount(word: number): number {
  let count = word - ((word >>> 1) & 0x5555_5555);
  count = (count & 0x3333_3333) + ((count >>> 2) & 0x3333_3333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
