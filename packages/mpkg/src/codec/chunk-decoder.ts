import type { Decoder } from './decoder.ts';

/** A decoder over anything that delivers the decompressed bytes as chunks. */
export class ChunkDecoder implements Decoder {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #atEnd: () => void;
  #chunk: Uint8Array = new Uint8Array(0);

  /** `atEnd` runs when the chunks are used up, and throws when what was read is not a whole stream. */
  constructor(chunks: AsyncIterable<Uint8Array>, atEnd: () => void = () => undefined) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#atEnd = atEnd;
  }

  async read(target: Uint8Array): Promise<number> {
    while (this.#chunk.length === 0) {
      const next = await this.#chunks.next();
      if (next.done === true) {
        this.#atEnd();
        return 0;
      }
      this.#chunk = next.value;
    }
    const count = Math.min(target.length, this.#chunk.length);
    target.set(this.#chunk.subarray(0, count));
    this.#chunk = this.#chunk.subarray(count);
    return count;
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
