/**
 * Rows of numbers in compressed form: row `i` is `values[start(i)] … values[end(i) - 1]`. The search reads them in place, because
 * most rows have a few numbers and an array of their own costs more than these.
 */
export abstract class Rows {
  /** The numbers of all rows. */
  abstract readonly values: ArrayLike<number>;
  abstract start(row: number): number;
  abstract end(row: number): number;

  /** The number of a row that has one, else -1. */
  only(row: number): number {
    const start = this.start(row);
    return this.end(row) - start === 1 ? (this.values[start] as number) : -1;
  }

  /** A row as an array of its own. */
  of(row: number): number[] {
    const numbers: number[] = [];
    for (let at = this.start(row), end = this.end(row); at < end; at++)
      numbers.push(this.values[at] as number);
    return numbers;
  }
}
