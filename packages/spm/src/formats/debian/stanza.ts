import { COMMA, skipBlanks, trimBlanks } from './bytes.ts';
import { FIELD, FIELD_COUNT, type FieldName } from './fields.ts';
import { TextMemo } from './text-memo.ts';

/**
 * One paragraph of a control file, as places in the bytes that were read: a field becomes a string only when it is asked for.
 * It is valid until the scanner goes on; the scanner reuses the object.
 */
export class Stanza {
  bytes: Buffer = Buffer.alloc(0);
  /** The line of the first field, counted from 1. */
  line = 0;
  /** Per field, where its value begins and ends; equal when it is absent or empty. */
  readonly starts = new Uint32Array(FIELD_COUNT);
  readonly ends = new Uint32Array(FIELD_COUNT);

  readonly #words = new TextMemo();

  clear(): void {
    this.starts.fill(0);
    this.ends.fill(0);
  }

  set(field: number, start: number, end: number): void {
    this.starts[field] = start;
    this.ends[field] = end;
  }

  has(field: FieldName): boolean {
    const index = FIELD[field];
    return this.#end(index) > this.#start(index);
  }

  /** The value as UTF-8, with the line ends and blanks of folding as published; `''` when absent. */
  text(field: FieldName): string {
    const index = FIELD[field];
    const start = this.#start(index);
    const end = this.#end(index);
    return start === end ? '' : this.bytes.toString('utf8', start, end);
  }

  /** The same for a field that takes few values. */
  word(field: FieldName): string {
    const index = FIELD[field];
    const start = this.#start(index);
    const end = this.#end(index);
    return start === end ? '' : this.#words.at(this.bytes, start, end);
  }

  /** The same for a field whose grammar is ASCII: one character per byte. */
  ascii(field: FieldName): string {
    const index = FIELD[field];
    const start = this.#start(index);
    const end = this.#end(index);
    return start === end ? '' : this.bytes.toString('latin1', start, end);
  }

  /**
   * Calls `visit` with the place of each clause of a comma-separated field, without blanks around it; blank clauses are passed
   * over, as dpkg does.
   */
  forEachClause(field: FieldName, visit: (bytes: Buffer, start: number, end: number) => void): void {
    const index = FIELD[field];
    const fieldEnd = this.#end(index);
    for (let at = this.#start(index); at < fieldEnd; at++) {
      const start = at;
      while (at < fieldEnd && this.bytes[at] !== COMMA) at++;
      const first = skipBlanks(this.bytes, start, at);
      const end = trimBlanks(this.bytes, first, at);
      if (first < end) visit(this.bytes, first, end);
    }
  }

  /** A decimal number; 0 when absent, NaN when it is anything else. */
  number(field: FieldName): number {
    const index = FIELD[field];
    let value = 0;
    for (let at = this.#start(index); at < this.#end(index); at++) {
      const digit = (this.bytes[at] ?? 0) - 0x30;
      if (digit < 0 || digit > 9) return Number.NaN;
      value = value * 10 + digit;
    }
    return value;
  }

  #start(index: number): number {
    return this.starts[index] ?? 0;
  }

  #end(index: number): number {
    return this.ends[index] ?? 0;
  }
}
