/** A list of integers from −2^31 to 2^31 − 1 that grows and takes four bytes for each, up to eight while it grows. */
export class Numbers {
  length = 0;
  #values = new Int32Array(16);

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Int32Array(this.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  /** The number at a place below `length`. */
  at(place: number): number {
    return this.#values[place] as number;
  }

  /** Of rising numbers the place of the last one that is not above `value`; −1 when all are. */
  lastUpTo(value: number): number {
    let low = -1;
    for (let high = this.length; high - low > 1;) {
      const middle = (low + high) >> 1;
      if (this.at(middle) <= value) low = middle;
      else high = middle;
    }
    return low;
  }
}
