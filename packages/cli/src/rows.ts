/** A long list in a result: JSON has it as an array, and it is made row by row while it is written. */
export class Rows<T = unknown> {
  readonly each: Iterable<T>;

  constructor(each: Iterable<T>) {
    this.each = each;
  }
}
