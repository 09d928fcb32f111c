import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { FileMemory } from './file-memory.ts';
import { WordBuffer } from './sealed.ts';

/** How much is compared at a time, bytes: fresh memory is what costs time. */
const COMPARED_BYTES = 128 * 1024;

/** Room for most single texts, bytes. */
const TEXT_BYTES = 16 * 1024;

/** A file that is read where it is asked for. */
export class OpenedFile implements FileMemory {
  readonly length: number;
  window = new WordBuffer(TEXT_BYTES);
  readonly #fd: number;
  #compared: Buffer | undefined;

  constructor(path: string) {
    this.#fd = openSync(path, 'r');
    this.length = fstatSync(this.#fd).size;
  }

  bring(offset: number, length: number): number {
    if (length > this.window.bytes.length) this.window = new WordBuffer(Math.ceil(length / 4) * 4);
    return this.#read(this.window.bytes, length, offset) ? 0 : -1;
  }

  keep(offset: number, length: number): Uint8Array<ArrayBuffer> | undefined {
    const bytes = new Uint8Array(length);
    return this.#read(bytes, length, offset) ? bytes : undefined;
  }

  has(bytes: Uint8Array<ArrayBuffer>, offset: number): boolean {
    this.#compared ??= Buffer.allocUnsafeSlow(COMPARED_BYTES);
    for (let from = 0; from < bytes.length; from += COMPARED_BYTES) {
      const length = Math.min(COMPARED_BYTES, bytes.length - from);
      if (!this.#read(this.#compared, length, offset + from)) return false;
      if (this.#compared.compare(bytes, from, from + length, 0, length) !== 0) return false;
    }
    return true;
  }

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
