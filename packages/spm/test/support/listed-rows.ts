import { Rows } from '../../src/solve/rows.ts';

/** Rows of a universe that keeps lists: each is laid out when it is first asked for. */
export class ListedRows extends Rows {
  readonly values: number[] = [];
  readonly #listOf: (row: number) => readonly number[];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(listOf: (row: number) => readonly number[]) {
    super();
    this.#listOf = listOf;
  }

  start(row: number): number {
    return this.#starts[row] ?? this.#layOut(row);
  }

  end(row: number): number {
    if (this.#starts[row] === undefined) this.#layOut(row);
    return this.#ends[row] ?? 0;
  }

  #layOut(row: number): number {
    const start = this.values.length;
    for (const value of this.#listOf(row)) this.values.push(value);
    this.#starts[row] = start;
    this.#ends[row] = this.values.length;
    return start;
  }
}
