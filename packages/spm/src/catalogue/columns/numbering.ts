import { ByteTable } from './byte-table.ts';
import type { Lines } from './lines.ts';

/** A UTF-16 unit takes at most so many bytes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Numbers texts `0, 1, …` in the order in which they first appear, without keeping a string of each. */
export class Numbering {
  readonly #table = new ByteTable();
  #scratch = Buffer.allocUnsafeSlow(1024);

  get lines(): Lines {
    return this.#table.lines;
  }

  get length(): number {
    return this.#table.lines.length;
  }

  of(text: string): number {
    const length = this.#encode(text);
    return this.#table.intern(this.#scratch, 0, length);
  }

  /** -1 for a text that never appeared. */
  find(text: string): number {
    const length = this.#encode(text);
    return this.#table.find(this.#scratch, 0, length);
  }

  text(number: number): string {
    return this.#table.lines.text(number);
  }

  #encode(text: string): number {
    const limit = text.length * BYTES_PER_UNIT;
    if (limit > this.#scratch.length) this.#scratch = Buffer.allocUnsafeSlow(limit * 2);
    return this.#scratch.write(text, 0, 'utf8');
  }
}
