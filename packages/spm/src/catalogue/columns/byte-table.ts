import { GrowableUint32 } from './growable.ts';
import { Lines } from './lines.ts';

const FREE = 0xffff_ffff;
const FIRST_SLOTS = 1024;

/** Numbers byte strings `0, 1, …` in the order in which they first appear; looking one up makes no string. */
export class ByteTable {
  readonly lines = new Lines();
  readonly #hashes = new GrowableUint32();
  /** Open addressing with linear probing, at most half full: the number of a line, or FREE. */
  #slots = new Uint32Array(FIRST_SLOTS).fill(FREE);

  /** The number of `source[start, end)`; when the bytes are new, it is the number of lines that there were. */
  intern(source: Uint8Array, start: number, end: number): number {
    const hash = hashOf(source, start, end);
    const slot = this.#slotOf(hash, source, start, end);
    const known = this.#slots[slot] ?? FREE;
    if (known !== FREE) return known;
    const line = this.lines.length;
    this.#slots[slot] = line;
    this.#hashes.push(hash);
    this.lines.pushBytes(source, start, end);
    if (this.lines.length * 2 > this.#slots.length) this.#grow();
    return line;
  }

  /** The number of `source[start, end)`, or -1 when it never appeared. */
  find(source: Uint8Array, start: number, end: number): number {
    const line = this.#slots[this.#slotOf(hashOf(source, start, end), source, start, end)] ?? FREE;
    return line === FREE ? -1 : line;
  }

  // oxlint-disable-next-line max-params -- a slice and its hash, in the hottest place of the compilation
  #slotOf(hash: number, source: Uint8Array, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const line = this.#slots[slot] ?? FREE;
      if (line === FREE) return slot;
      if (this.#hashes.at(line) === hash && this.lines.equals(line, source, start, end)) return slot;
    }
  }

  #grow(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2).fill(FREE);
    const mask = this.#slots.length - 1;
    for (let line = 0; line < this.lines.length; line++) {
      let slot = this.#hashes.at(line) & mask;
      while (this.#slots[slot] !== FREE) slot = (slot + 1) & mask;
      this.#slots[slot] = line;
    }
  }
}

/** FNV-1a, 32 bits (RFC 9923), with a last mixing step because the low bits choose the slot. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c_9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x0100_0193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
