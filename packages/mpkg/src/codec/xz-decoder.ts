import { ChunkDecoder } from './chunk-decoder.ts';
import { INPUT_BYTES, type Decoder } from './decoder.ts';
import type { StoredFile } from './stored-file.ts';

/** Stream header, then size and flags of the first block's header. */
const HEAD_BYTES = 14;
const CHECK_BYTE = 7;
const BLOCK_FLAGS_BYTE = 13;
/** None, CRC32, CRC64. */
const EMBEDDED_CHECKS = new Set([0, 1, 4]);

/** In process when the embedded decoder knows the check and the filters, else by the system's `xz`. */
export async function openXz(stored: StoredFile): Promise<Decoder> {
  if (isEmbeddable(stored.peek(HEAD_BYTES))) {
    const { openXzInProcess } = await import('./xz-in-process.ts');
    const decoder = await openXzInProcess(stored);
    if (decoder !== undefined) return decoder;
  }
  const { throughXz } = await import('./xz-program.ts');
  return new ChunkDecoder(throughXz(['-dc', '-F', 'xz'], stored.chunks(INPUT_BYTES)));
}

/** Whether the first block has LZMA2 as its only filter (.xz file format, sections 2.1.1 and 3.1). */
function isEmbeddable(head: Uint8Array): boolean {
  const check = head[CHECK_BYTE] ?? 0;
  const filtersLessOne = (head[BLOCK_FLAGS_BYTE] ?? 0) & 3;
  return EMBEDDED_CHECKS.has(check) && filtersLessOne === 0;
}
