import { malformedPackage } from '../refusals.ts';
import type { Sink } from '../spool.ts';

/** Reads headers out of a stream by their length, passes contents over, and hands everything to a sink on the way. */
export class StreamReader {
  /** Offset of the next byte in the stream. */
  position = 0;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #sink: Sink;
  #chunk: Uint8Array = new Uint8Array(0);

  constructor(chunks: AsyncIterable<Uint8Array>, sink: Sink) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#sink = sink;
  }

  /** The next bytes. @throws SpmError `package-malformed` when the stream ends before them. */
  async take(bytes: number): Promise<Buffer> {
    const taken = Buffer.alloc(bytes);
    await this.#advance(bytes, (piece, done) => taken.set(piece, done));
    return taken;
  }

  async skip(bytes: number): Promise<void> {
    await this.#advance(bytes, () => undefined);
  }

  /** Passes over what is missing to a multiple. */
  async align(multiple: number): Promise<void> {
    await this.skip((multiple - (this.position % multiple)) % multiple);
  }

  /** Reads the rest, so that the end of the stream is verified. */
  async finish(): Promise<void> {
    while (await this.#next());
  }

  /** Stops whoever delivers the stream. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #advance(bytes: number, visit: (piece: Uint8Array, done: number) => void): Promise<void> {
    for (let done = 0; done < bytes;) {
      if (this.#chunk.length === 0 && !(await this.#next())) {
        throw malformedPackage('the rpm payload ends early');
      }
      const piece = this.#chunk.subarray(0, bytes - done);
      visit(piece, done);
      done += piece.length;
      this.position += piece.length;
      this.#chunk = this.#chunk.subarray(piece.length);
    }
  }

  async #next(): Promise<boolean> {
    const next = await this.#chunks.next();
    if (next.done === true) return false;
    this.#chunk = next.value;
    this.#sink.write(next.value);
    return true;
  }
}
