import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { MapPiece } from './map-piece.ts';
import { WordBuffer } from './sealed.ts';

/** How much is compared at a time, bytes: fresh memory is what costs time. */
const COMPARED_BYTES = 64 * 1024;

/** Room for most single texts, and how much is read ahead of them: to copy so much takes about as long as to ask for it, bytes. */
const WINDOW_BYTES = 16 * 1024;

/** The bytes of a file that is replaced as a whole and never written to. Methods throw the file system's errors. */
export class FileMemory {
  /** Bytes of the whole file. */
  readonly length: number;
  /** Where `bring` brings bytes. */
  window = new WordBuffer(WINDOW_BYTES);
  /** What the window holds: bytes of the file from here on, and so many. */
  #windowStart = 0;
  #windowLength = 0;
  readonly #fd: number;
  readonly #map: MapPiece;
  #compared: Buffer | undefined;

  constructor(path: string, map: MapPiece) {
    this.#fd = openSync(path, 'r');
    this.#map = map;
    this.length = fstatSync(this.#fd).size;
  }

  /** Where in the window bytes of the file are, until the next call; -1 when the file ends before. @param offset a multiple of four */
  bring(offset: number, length: number): number {
    const at = offset - this.#windowStart;
    return at >= 0 && at + length <= this.#windowLength ? at : this.#fill(offset, length);
  }

  /** As `bring`, for what others near it follow: as many bytes as there is room for come along. */
  bringAhead(offset: number, length: number): number {
    const at = offset - this.#windowStart;
    if (at >= 0 && at + length <= this.#windowLength) return at;
    return this.#fill(offset, Math.max(length, Math.min(WINDOW_BYTES, this.length - offset)));
  }

  #fill(offset: number, length: number): number {
    if (length > this.window.bytes.length) this.window = new WordBuffer(Math.ceil(length / 4) * 4);
    this.#windowLength = 0;
    if (!this.#read(this.window.bytes, length, offset)) return -1;
    this.#windowStart = offset;
    this.#windowLength = length;
    return 0;
  }

  /** Bytes of the file, from a multiple of eight, to stay; undefined when the file ends before. */
  keep(offset: number, length: number): Uint8Array<ArrayBuffer> | undefined {
    if (offset + length > this.length) return undefined;
    const mapped = this.#map(this.#fd, offset, length);
    if (mapped?.length === length) return mapped;
    const bytes = new Uint8Array(length);
    return this.#read(bytes, length, offset) ? bytes : undefined;
  }

  /** Whether the file has the same bytes from `offset` on. */
  has(bytes: Uint8Array<ArrayBuffer>, offset: number): boolean {
    this.#compared ??= Buffer.allocUnsafeSlow(COMPARED_BYTES);
    for (let from = 0; from < bytes.length; from += COMPARED_BYTES) {
      const length = Math.min(COMPARED_BYTES, bytes.length - from);
      if (!this.#read(this.#compared, length, offset + from)) return false;
      if (this.#compared.compare(bytes, from, from + length, 0, length) !== 0) return false;
    }
    return true;
  }

  /** Ends the use of the file; what was kept stays. */
  close(): void {
    closeSync(this.#fd);
  }

  /** Reads `length` bytes from `offset` of the file to the beginning of `bytes`; false when the file ends before. */
  #read(bytes: Uint8Array, length: number, offset: number): boolean {
    for (let done = 0; done < length;) {
      const count = readSync(this.#fd, bytes, done, length - done, offset + done);
      if (count === 0) return false;
      done += count;
    }
    return true;
  }
}
