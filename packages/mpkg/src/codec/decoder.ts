import type { Codec } from './codec.ts';
import type { StoredFile } from './stored-file.ts';

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

const OPENERS: Readonly<Record<Codec, (stored: StoredFile) => Promise<Decoder>>> = {
  none: async (stored) => openPlain(stored),
  gz: async (stored) => (await import('./zlib-decoder.ts')).openGzip(stored),
  zst: async (stored) => (await import('./zlib-decoder.ts')).openZstd(stored),
  xz: async (stored) => (await import('./xz-decoder.ts')).openXz(stored),
};

/** Starts decompressing at the file's current position, its beginning. */
export function openDecoder(codec: Codec, stored: StoredFile): Promise<Decoder> {
  return OPENERS[codec](stored);
}

function openPlain(stored: StoredFile): Decoder {
  const decoder: Decoder = { read: (target) => stored.read(target), close: () => undefined };
  if (!stored.isObserved) decoder.skip = (bytes) => void (stored.position += bytes);
  return decoder;
}
