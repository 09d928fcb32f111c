/**
 * Which candidates begin a slot: one bit for each. A slot is a run of candidates and is named by the first of them.
 */
export class Slots {
  readonly #words: Uint32Array;

  /** `words` as `encodeSlots` makes them. */
  constructor(words: Uint32Array) {
    this.#words = words;
  }

  /** The first candidate of the slot that the candidate is in. */
  firstOf(candidate: number): number {
    let word = candidate >>> 5;
    // The bits up to and including the candidate's.
    let bits = (this.#words[word] ?? 0) & (-1 >>> (31 - (candidate & 31)));
    while (bits === 0 && word > 0) bits = this.#words[--word] ?? 0;
    return word * 32 + 31 - Math.clz32(bits);
  }

  /** Whether a slot begins with the candidate. */
  begins(candidate: number): boolean {
    return (((this.#words[candidate >>> 5] ?? 0) >>> (candidate & 31)) & 1) === 1;
  }
}

export function encodeSlots(candidateCount: number, firsts: Iterable<number>): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array((candidateCount >>> 5) + 1);
  for (const first of firsts) words[first >>> 5] = (words[first >>> 5] ?? 0) | (1 << (first & 31));
  return words;
}
