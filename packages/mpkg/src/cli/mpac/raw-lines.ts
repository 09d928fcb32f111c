import type { Bytes } from '../../bytes.ts';

const CHUNK_BYTES = 64 * 1024;

/** Lines of byte strings as they are, for stdout: a path stays usable by scripts even when it is not UTF-8. */
export async function* rawLines(lines: Iterable<Bytes>): AsyncGenerator<Uint8Array> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK_BYTES) continue;
    yield Buffer.from(chunk, 'latin1');
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk, 'latin1');
}
