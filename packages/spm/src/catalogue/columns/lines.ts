import { GrowableUint32, grownLength } from './growable.ts';

const NEWLINE = 0x0a;

/** A UTF-16 unit takes at most so many bytes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Lines of text kept as UTF-8 in one piece: tens of thousands of them without an object for each. */
export class Lines {
  #bytes = Buffer.from(new ArrayBuffer(64 * 1024));
  #size = 0;
  /** Where the line break of each line is. */
  readonly #breaks = new GrowableUint32();

  get length(): number {
    return this.#breaks.length;
  }

  /** A line break inside `text` becomes a blank. */
  push(text: string): void {
    const line = text.includes('\n') ? text.replaceAll('\n', ' ') : text;
    this.#reserve(line.length * BYTES_PER_UNIT);
    this.#size += this.#bytes.write(line, this.#size, 'utf8');
    this.#endLine();
  }

  /** Adds `source[start, end)`, which has no line break. */
  pushBytes(source: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start);
    for (let at = start; at < end; at++) this.#bytes[this.#size++] = source[at] ?? 0;
    this.#endLine();
  }

  text(line: number): string {
    return this.#bytes.toString('utf8', this.#start(line), this.#end(line));
  }

  equals(line: number, source: Uint8Array, start: number, end: number): boolean {
    const from = this.#start(line);
    const length = end - start;
    if (this.#end(line) - from !== length) return false;
    for (let at = 0; at < length; at++) if (this.#bytes[from + at] !== source[start + at]) return false;
    return true;
  }

  /** Negative, zero or positive as the one line comes before, equals or comes after the other in the order of bytes. */
  compare(a: number, b: number): number {
    const aStart = this.#start(a);
    const bStart = this.#start(b);
    const aLength = this.#end(a) - aStart;
    const bLength = this.#end(b) - bStart;
    for (let at = 0; at < aLength && at < bLength; at++) {
      const difference = (this.#bytes[aStart + at] ?? 0) - (this.#bytes[bStart + at] ?? 0);
      if (difference !== 0) return difference;
    }
    return aLength - bLength;
  }

  /** All lines, each with its line break; valid until the next is added. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#size);
  }

  /** How many bytes `copy` needs. */
  lengthOf(line: number): number {
    return this.#start(line + 1) - this.#start(line);
  }

  /** Puts a line with its line break where it is told; returns the number of bytes. */
  copy(line: number, into: Uint8Array, at: number): number {
    return this.#bytes.copy(into, at, this.#start(line), this.#start(line + 1));
  }

  #start(line: number): number {
    return line === 0 ? 0 : this.#breaks.at(line - 1) + 1;
  }

  #end(line: number): number {
    return this.#breaks.at(line);
  }

  #endLine(): void {
    this.#breaks.push(this.#size);
    this.#bytes[this.#size++] = NEWLINE;
  }

  /** Makes room for so many bytes and a line break. */
  #reserve(bytes: number): void {
    const needed = this.#size + bytes + 1;
    if (needed <= this.#bytes.length) return;
    const capacity = Math.max(needed, grownLength(this.#bytes.length));
    this.#bytes = Buffer.from(this.#bytes.buffer.transfer(capacity));
  }
}
