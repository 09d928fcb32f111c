import { RankedBits, encodeRankedBits } from './ranked-bits.ts';

const EMPTY = new Uint32Array(0);

/**
 * Rows of numbers of which most are empty, in compressed-row form: the number of words of the bits, the bits that tell which rows
 * are not empty, where each of those begins, the end of the last, and the numbers.
 */
export class SparseRows {
  readonly #data: Uint32Array;
  readonly #bits: RankedBits;
  readonly #starts: number;

  /** `data` as `encodeSparseRows` makes it. */
  constructor(data: Uint32Array) {
    this.#data = data;
    this.#starts = 1 + (data[0] ?? 0);
    this.#bits = new RankedBits(data.subarray(1, this.#starts));
  }

  row(index: number): Uint32Array {
    if (!this.#bits.has(index)) return EMPTY;
    const at = this.#starts + this.#bits.rank(index);
    return this.#data.subarray(this.#data[at], this.#data[at + 1]);
  }
}

/** Makes the data of `SparseRows`, row by row. */
export class SparseRowsEncoder {
  readonly #filled: number[] = [];
  readonly #ends: number[] = [];
  readonly #values: number[] = [];
  #rows = 0;

  /** The next row. */
  push(row: ArrayLike<number>): void {
    if (row.length > 0) {
      this.#filled.push(this.#rows);
      for (let index = 0; index < row.length; index++) this.#values.push(row[index] ?? 0);
      this.#ends.push(this.#values.length);
    }
    this.#rows++;
  }

  encode(): Uint32Array<ArrayBuffer> {
    const bits = encodeRankedBits(this.#rows, this.#filled);
    const starts = 1 + bits.length;
    const first = starts + this.#filled.length + 1;
    const data = new Uint32Array(first + this.#values.length);
    data[0] = bits.length;
    data.set(bits, 1);
    data[starts] = first;
    data.set(
      this.#ends.map((end) => first + end),
      starts + 1,
    );
    data.set(this.#values, first);
    return data;
  }
}

export function encodeSparseRows(rows: Iterable<ArrayLike<number>>): Uint32Array<ArrayBuffer> {
  const encoder = new SparseRowsEncoder();
  for (const row of rows) encoder.push(row);
  return encoder.encode();
}
