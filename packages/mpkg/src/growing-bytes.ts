/** From here on the buffer gets its full size at once: what is not written takes no memory, but buffers outgrown do. */
const GROWN_BYTES = 256 * 1024;

/** Bytes that are gathered bit by bit in one buffer. */
export class GrowingBytes {
  length = 0;
  readonly #usualLimit: number;
  #buffer = Buffer.allocUnsafeSlow(4096);

  /** @param usualLimit bytes that are rarely exceeded */
  constructor(usualLimit = 0) {
    this.#usualLimit = usualLimit;
  }

  /** Appends a byte string. */
  append(bytes: string): void {
    this.#reserve(bytes.length);
    this.length += this.#buffer.write(bytes, this.length, 'latin1');
  }

  appendBuffer(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Begins anew in the same buffer: views of it hold no longer. */
  clear(): void {
    this.length = 0;
  }

  /** A view of the bytes; those that are there stay what they are. */
  view(start = 0, end = this.length): Buffer {
    return this.#buffer.subarray(start, end);
  }

  /** The byte string of a part. */
  text(start: number, end: number): string {
    return this.#buffer.toString('latin1', start, end);
  }

  #reserve(bytes: number): void {
    const wanted = this.length + bytes;
    if (wanted <= this.#buffer.length) return;
    const usual = wanted > GROWN_BYTES ? this.#usualLimit : 0;
    const grown = Buffer.allocUnsafeSlow(Math.max(wanted, this.#buffer.length * 2, usual));
    this.#buffer.copy(grown, 0, 0, this.length);
    this.#buffer = grown;
  }
}
