/** Numbers lie in chunks of so many: nothing is copied when there are more, and no more is reserved than one chunk. */
const CHUNK_BITS = 14;
const CHUNK = 1 << CHUNK_BITS;
const MASK = CHUNK - 1;

/** The next capacity of what lies in one piece: a quarter more, because what is reserved is memory in use. */
export function grownLength(length: number): number {
  return Math.ceil(length * 1.25);
}

/** A list of unsigned 32-bit numbers that grows. */
export class GrowableUint32 {
  readonly #chunks: Uint32Array<ArrayBuffer>[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const index = this.#length++;
    const chunk = (this.#chunks[index >>> CHUNK_BITS] ??= new Uint32Array(CHUNK));
    chunk[index & MASK] = value;
  }

  /** Gives the memory back; there are no numbers any more. */
  clear(): void {
    this.#chunks.length = 0;
    this.#length = 0;
  }

  at(index: number): number {
    return this.#chunks[index >>> CHUNK_BITS]?.[index & MASK] ?? 0;
  }

  /** The numbers; valid until the next `push`. Only those that lie in several chunks are copied. */
  slice(start = 0, end = this.#length): Uint32Array<ArrayBuffer> {
    const first = start >>> CHUNK_BITS;
    const last = (end - 1) >>> CHUNK_BITS;
    if (end <= start) return new Uint32Array(0);
    if (first === last) return this.#chunk(first).subarray(start & MASK, ((end - 1) & MASK) + 1);
    const numbers = new Uint32Array(end - start);
    for (let place = first; place <= last; place++) {
      const from = Math.max(start, place * CHUNK);
      const to = Math.min(end, (place + 1) * CHUNK);
      numbers.set(this.#chunk(place).subarray(from - place * CHUNK, to - place * CHUNK), from - start);
    }
    return numbers;
  }

  #chunk(place: number): Uint32Array<ArrayBuffer> {
    return this.#chunks[place] ?? new Uint32Array(0);
  }
}

/** The same for whole numbers up to 2^53. */
export class GrowableIntegers {
  readonly #high = new GrowableUint32();
  readonly #low = new GrowableUint32();

  push(value: number): void {
    this.#high.push(Math.floor(value / 2 ** 32));
    this.#low.push(value % 2 ** 32);
  }

  at(index: number): number {
    return this.#high.at(index) * 2 ** 32 + this.#low.at(index);
  }

  clear(): void {
    this.#high.clear();
    this.#low.clear();
  }
}
