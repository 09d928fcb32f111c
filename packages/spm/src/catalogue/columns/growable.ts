const BYTES = Uint32Array.BYTES_PER_ELEMENT;

/** The next capacity: a quarter more, because what is reserved is memory in use. */
export function grownLength(length: number): number {
  return Math.ceil(length * 1.25);
}

/** A list of unsigned 32-bit numbers that grows in place where the system can. */
export class GrowableUint32 {
  #items = new Uint32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#items.length) {
      this.#items = new Uint32Array(this.#items.buffer.transfer(grownLength(this.#length) * BYTES));
    }
    this.#items[this.#length++] = value;
  }

  clear(): void {
    this.#length = 0;
  }

  at(index: number): number {
    return this.#items[index] ?? 0;
  }

  /** The numbers, without a copy; valid until the next `push`. */
  slice(start = 0, end = this.#length): Uint32Array<ArrayBuffer> {
    return this.#items.subarray(start, end);
  }
}
