/** A growing sequence of 32-bit integers. `data` is replaced when it grows: do not keep it across a `push`. */
export class Ints {
  data: Int32Array;
  length = 0;
  /** The length of `data`, which to ask of the array itself takes an interpreter longer than all the rest of a `push`. */
  capacity: number;

  constructor(capacity = 16) {
    this.data = new Int32Array(capacity);
    this.capacity = capacity;
  }

  at(index: number): number {
    return this.data[index] as number;
  }

  push(value: number): void {
    if (this.length === this.capacity) this.reserve(1);
    this.data[this.length++] = value;
  }

  /** Makes room for `count` more without changing the length. */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.capacity) return;
    this.data = grown(this.data, needed);
    this.capacity = this.data.length;
  }

  clear(): void {
    this.length = 0;
  }

  toArray(): number[] {
    const { data, length } = this;
    const values: number[] = [];
    for (let i = 0; i < length; i++) values.push(data[i] as number);
    return values;
  }
}

/** A copy with at least `needed` places, doubled so that repeated growth stays linear. */
export function grown(data: Int32Array, needed: number): Int32Array {
  const larger = new Int32Array(Math.max(needed, data.length * 2));
  larger.set(data);
  return larger;
}
