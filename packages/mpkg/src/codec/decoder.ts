/** Compressed bytes read at a time. */
export const INPUT_BYTES = 64 * 1024;

/** A plain archive, decompressed on demand. */
export interface Decoder {
  /**
   * Fills `target` from its front and returns how many bytes it wrote. 0 means that the stream has ended, that its checksum
   * is right, and that nothing follows it.
   * @throws MpkgError `stream-corrupt`, `pac-truncated`, `pac-trailing-data`
   */
  read(target: Uint8Array): number | Promise<number>;
  /** Passes over that many bytes at no cost; absent where they have to be decompressed or seen. */
  skip?(bytes: number): void;
  close(): void | Promise<void>;
}
