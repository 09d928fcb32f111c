import { Rows } from '../solve/rows.ts';

/** Rows of which each begins where the one before it ends. */
export class CompressedRows extends Rows {
  readonly values: Uint32Array;
  readonly #starts: Uint32Array;

  /** @param starts where each row begins, and the end of the last. */
  constructor(starts: Uint32Array, values: Uint32Array) {
    super();
    this.#starts = starts;
    this.values = values;
  }

  start(row: number): number {
    return this.#starts[row] ?? 0;
  }

  end(row: number): number {
    return this.#starts[row + 1] ?? 0;
  }
}
