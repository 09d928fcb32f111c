import type { Contents } from './contents.ts';

const WINDOW_BYTES = 32 * 1024;

/** Reads small pieces of contents, such as the headers of an archive: several that lie near each other take one read. */
export class Window {
  readonly #contents: Contents;
  readonly #buffer = Buffer.allocUnsafe(WINDOW_BYTES);
  #start = 0;
  #end = 0;

  constructor(contents: Contents) {
    this.#contents = contents;
  }

  /** The bytes from a position on, fewer at the end; valid until the next are asked for. */
  at(position: number, bytes: number): Buffer {
    if (bytes > WINDOW_BYTES) return this.#apart(position, bytes);
    if (position < this.#start || position + bytes > this.#end) {
      this.#start = position;
      this.#end = position + this.#contents.read(this.#buffer, position);
    }
    return this.#buffer.subarray(position - this.#start, Math.min(position + bytes, this.#end) - this.#start);
  }

  #apart(position: number, bytes: number): Buffer {
    const piece = Buffer.allocUnsafe(bytes);
    return piece.subarray(0, this.#contents.read(piece, position));
  }
}
