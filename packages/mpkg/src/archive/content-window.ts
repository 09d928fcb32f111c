import { MpkgError } from '../errors.ts';
import type { Decoder } from '../codec/decoder.ts';

/** Enough for most indexes; what is decompressed to list an archive. */
const NARROW_BYTES = 64 * 1024;
const WIDE_BYTES = 512 * 1024;

/** The buffer of a window that was closed, for the next: many archives read in turn need no more memory than one. */
let spare: Buffer | undefined;

function takeSpare(): Buffer | undefined {
  const taken = spare;
  spare = undefined;
  return taken;
}

/** The decompressed archive seen through one buffer, front to back. */
export class ContentWindow {
  readonly #decoder: Decoder;
  #buffer = takeSpare() ?? Buffer.alloc(NARROW_BYTES);
  #start = 0;
  #end = 0;

  constructor(decoder: Decoder) {
    this.#decoder = decoder;
  }

  /** Makes room for that many bytes of content at a time, up to 512 KiB. */
  widen(bytes: number): void {
    const length = Math.min(bytes, WIDE_BYTES);
    if (length <= this.#buffer.length) return;
    const wide = takeSpare() ?? Buffer.alloc(WIDE_BYTES);
    wide.set(this.#buffer.subarray(0, this.#end));
    this.#buffer = wide;
  }

  /** Gives the buffer back; what was taken from it holds no longer. */
  close(): void {
    if (this.#buffer.length === WIDE_BYTES) spare = this.#buffer;
    this.#buffer = Buffer.alloc(0);
    this.#start = this.#end = 0;
  }

  /** Bytes that can be taken without waiting. */
  get available(): number {
    return this.#end - this.#start;
  }

  /** Takes up to `bytes` of what is available, as a view that holds until the next `fill`. */
  take(bytes: number): Uint8Array {
    const start = this.#start;
    this.#start = Math.min(this.#end, start + bytes);
    return this.#buffer.subarray(start, this.#start);
  }

  /** Passes over bytes that are available. */
  drop(bytes: number): void {
    this.#start += bytes;
  }

  /** Takes that many available bytes from both windows; tells whether they are the same. */
  takesSame(other: ContentWindow, bytes: number): boolean {
    const [start, otherStart] = [this.#start, other.#start];
    this.#start += bytes;
    other.#start += bytes;
    return this.#buffer.compare(other.#buffer, otherStart, other.#start, start, this.#start) === 0;
  }

  /**
   * Waits until `bytes` (no more than the buffer holds) are available.
   * @throws MpkgError `pac-truncated` when the stream ends before that
   */
  async fill(bytes: number): Promise<void> {
    if (this.available === 0 || this.#start + bytes > this.#buffer.length) this.#compact();
    while (this.available < bytes) {
      const count = await this.#decoder.read(this.#buffer.subarray(this.#end));
      if (count === 0) throw new MpkgError('pac-truncated', 'the archive ends early');
      this.#end += count;
    }
  }

  /** The next bytes, without taking them: up to `bytes`, fewer only at the end of the stream. */
  async peek(bytes: number): Promise<Uint8Array> {
    let count = 1;
    while (this.available < bytes && count > 0) {
      count = await this.#decoder.read(this.#buffer.subarray(this.#end));
      this.#end += count;
    }
    return this.#buffer.subarray(this.#start, Math.min(this.#end, this.#start + bytes));
  }

  /**
   * Fills `target`, however large, with the next bytes.
   * @throws MpkgError `pac-truncated`
   */
  async readExactly(target: Uint8Array): Promise<void> {
    const ready = this.take(target.length);
    target.set(ready);
    for (let at = ready.length; at < target.length;) {
      const count = await this.#decoder.read(target.subarray(at));
      if (count === 0) throw new MpkgError('pac-truncated', 'the archive ends inside the index');
      at += count;
    }
  }

  /** Passes over bytes that nobody wants. */
  async skip(bytes: number): Promise<void> {
    const ready = Math.min(bytes, this.available);
    this.drop(ready);
    let left = bytes - ready;
    if (left === 0) return;
    if (this.#decoder.skip !== undefined) return this.#decoder.skip(left);
    while (left > 0) {
      await this.fill(1);
      const count = Math.min(left, this.available);
      this.drop(count);
      left -= count;
    }
  }

  /** @throws MpkgError `pac-trailing-data` unless the stream ends here, or what the decoder finds wrong with its end */
  async expectEnd(): Promise<void> {
    if (this.available > 0 || (await this.#decoder.read(this.#buffer)) > 0) {
      throw new MpkgError('pac-trailing-data', 'there is more content than the index says');
    }
  }

  #compact(): void {
    this.#buffer.copyWithin(0, this.#start, this.#end);
    this.#end -= this.#start;
    this.#start = 0;
  }
}
