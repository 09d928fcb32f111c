import type { FileMemory } from './file-memory.ts';
import { WordBuffer } from './sealed.ts';

/** A file that lies in memory as a whole: nothing is copied. */
export class MappedFile implements FileMemory {
  readonly length: number;
  readonly window: WordBuffer;
  readonly #bytes: Uint8Array<ArrayBuffer>;

  /** @param bytes from the beginning of their memory. */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.length = bytes.length;
    this.window = new WordBuffer(bytes.buffer);
    this.#bytes = bytes;
  }

  bring(offset: number, length: number): number {
    return offset + length <= this.length ? offset : -1;
  }

  keep(offset: number, length: number): Uint8Array<ArrayBuffer> | undefined {
    return offset + length <= this.length ? this.#bytes.subarray(offset, offset + length) : undefined;
  }

  has(bytes: Uint8Array<ArrayBuffer>, offset: number): boolean {
    const end = offset + bytes.length;
    return end <= this.length && this.window.bytes.compare(bytes, 0, bytes.length, offset, end) === 0;
  }

  close(): void {
    // The runtime gives the map back with the memory.
  }
}
