import { closeSync, openSync, writeSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { moveIntoPlace } from '../../durable.ts';
import { systemError } from '../../errors.ts';
import { checksum } from './checksum.ts';
import { ALIGNMENT, PREAMBLE_BYTES, encodePreamble, type Directory, type Extent } from './layout.ts';
import { WordBuffer, seal, sealedLength } from './sealed.ts';
import { removeAbandoned, temporaryBeside } from './temporary.ts';

const BUFFER_BYTES = 1024 * 1024;

/** Writes a catalogue beside the one in use and puts it in its place at the end; of several at once the last one stays. Errors are `SpmError`s of the file system. */
export class CatalogueWriter {
  readonly #path: string;
  readonly #temporary: string;
  readonly #fd: number;
  #isOpen = true;
  #buffer = new WordBuffer(BUFFER_BYTES);
  #buffered = 0;
  #written = 0;

  constructor(path: string) {
    this.#path = path;
    this.#temporary = temporaryBeside(path);
    removeAbandoned(path);
    this.#fd = this.#guarded(() => openSync(this.#temporary, 'wx', 0o644));
    this.#write(new Uint8Array(PREAMBLE_BYTES));
  }

  /** Where the next bytes go. */
  get offset(): number {
    return this.#written + this.#buffered;
  }

  /** Appends; says where. */
  bytes(bytes: Uint8Array): Extent {
    const extent: Extent = [this.offset, bytes.length];
    this.#reserve(0);
    this.#write(bytes);
    return extent;
  }

  /** Appends a text of at most `limit` bytes with its checksum. */
  sealed(limit: number, write: (bytes: Buffer<ArrayBuffer>, at: number) => number): Extent {
    const { offset } = this;
    this.#reserve(sealedLength(limit));
    this.#buffered = seal(this.#buffer, this.#buffered, write);
    return [offset, this.offset - offset];
  }

  align(): void {
    const rest = this.offset % ALIGNMENT;
    if (rest > 0) this.bytes(new Uint8Array(ALIGNMENT - rest));
  }

  /** Completes the file and replaces the old one: after a crash at any point one of the two is there, whole. */
  async publish(directory: Directory): Promise<void> {
    this.align();
    const text = JSON.stringify(directory);
    const bytes = new Uint8Array((Buffer.byteLength(text) + 3) & ~3).fill(0x20);
    bytes.set(Buffer.from(text, 'utf8'));
    const [directoryOffset, directoryLength] = this.bytes(bytes);
    const directoryChecksum = checksum(new Int32Array(bytes.buffer), 0, bytes.length / 4);
    const preamble = encodePreamble({
      fileLength: this.offset,
      directoryOffset,
      directoryLength,
      directoryChecksum,
    });
    this.#guarded(() => writeSync(this.#fd, preamble, 0, preamble.length, 0));
    this.#close();
    await moveIntoPlace(this.#temporary, this.#path);
  }

  /** Gives up: the file in use stays. */
  async discard(): Promise<void> {
    this.#close();
    await rm(this.#temporary, { force: true });
  }

  #close(): void {
    if (this.#isOpen) closeSync(this.#fd);
    this.#isOpen = false;
  }

  /** Leaves room for so many bytes in the buffer; for none when it is to be empty. */
  #reserve(bytes: number): void {
    if (bytes > 0 && bytes <= this.#buffer.bytes.length - this.#buffered) return;
    this.#write(this.#buffer.bytes.subarray(0, this.#buffered));
    this.#buffered = 0;
    if (bytes > this.#buffer.bytes.length) this.#buffer = new WordBuffer(bytes);
  }

  #write(bytes: Uint8Array): void {
    this.#guarded(() => {
      for (let from = 0; from < bytes.length;) from += writeSync(this.#fd, bytes, from);
    });
    this.#written += bytes.length;
  }

  #guarded<T>(call: () => T): T {
    try {
      return call();
    } catch (cause) {
      throw systemError(cause, this.#path);
    }
  }
}
