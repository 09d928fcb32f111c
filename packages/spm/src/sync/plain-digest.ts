import { createHash } from 'node:crypto';

import type { Compression } from '../repos/compression/compression.ts';
import { decompressed } from '../repos/compression/decompress.ts';
import type { Expected } from '../transport/expected.ts';
import { wrongDigest, wrongSize } from '../transport/receive-errors.ts';

export interface CompressedFile {
  readonly file: string;
  readonly compression: Compression;
  /** For messages: where it came from. */
  readonly source: string;
}

/**
 * Holds the decompressed content of a file against what is expected.
 *
 * @throws SpmError `size-mismatch`, `digest-mismatch`, `stream-corrupt`.
 */
export async function checkPlain(
  { file, compression, source }: CompressedFile,
  expected: Expected,
): Promise<void> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of decompressed(file, compression)) {
    size += chunk.length;
    if (size > expected.size) throw wrongSize(source, size, expected);
    hash.update(chunk);
  }
  const sha256 = hash.digest('hex');
  if (sha256 !== expected.sha256) throw wrongDigest(source, sha256, expected);
}
