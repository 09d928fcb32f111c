import { Rows } from '../solve/rows.ts';
import { GrowableUint32 } from './columns/growable.ts';
import { RankedBits, encodeRankedBits } from './ranked-bits.ts';

/**
 * Rows of numbers of which most are empty, in compressed-row form: the number of words of the bits, the bits that tell which rows
 * are not empty, where each of those begins, the end of the last, and the numbers.
 */
export class SparseRows extends Rows {
  readonly values: Uint32Array;
  readonly #bits: RankedBits;
  readonly #starts: number;

  /** `values` as `encodeSparseRows` makes them. */
  constructor(values: Uint32Array) {
    super();
    this.values = values;
    this.#starts = 1 + (values[0] ?? 0);
    this.#bits = new RankedBits(values.subarray(1, this.#starts));
  }

  start(row: number): number {
    return this.#bits.has(row) ? (this.values[this.#place(row)] ?? 0) : 0;
  }

  end(row: number): number {
    return this.#bits.has(row) ? (this.values[this.#place(row) + 1] ?? 0) : 0;
  }

  /** Where it stands where a row begins that is not empty. */
  #place(row: number): number {
    return this.#starts + this.#bits.rank(row);
  }
}

/** Makes the data of `SparseRows`, row by row. */
export class SparseRowsEncoder {
  readonly #filled = new GrowableUint32();
  readonly #ends = new GrowableUint32();
  readonly #values = new GrowableUint32();
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
    const bits = encodeRankedBits(this.#rows, this.#filled.slice());
    const starts = 1 + bits.length;
    const first = starts + this.#filled.length + 1;
    const data = new Uint32Array(first + this.#values.length);
    data[0] = bits.length;
    data.set(bits, 1);
    data[starts] = first;
    for (let row = 0; row < this.#ends.length; row++) data[starts + 1 + row] = first + this.#ends.at(row);
    data.set(this.#values.slice(), first);
    return data;
  }
}

export function encodeSparseRows(rows: Iterable<ArrayLike<number>>): Uint32Array<ArrayBuffer> {
  const encoder = new SparseRowsEncoder();
  for (const row of rows) encoder.push(row);
  return encoder.encode();
}
