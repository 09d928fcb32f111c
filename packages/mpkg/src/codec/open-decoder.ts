import type { Codec } from './codec.ts';
import type { Decoder } from './decoder.ts';
import type { StoredFile } from './stored-file.ts';

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
