import { setImmediate as nextTurn } from 'node:timers/promises';

import { codecOfContent, MpkgError, openDecoder, type Codec, type Decoder } from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';
import { filtered, isInstalled } from './filter-program.ts';
import type { Section } from './section.ts';

export type Compression = Codec | 'bz2' | 'lzma';

const MAX_CHUNK_BYTES = 1024 * 1024;
const MIN_CHUNK_BYTES = 64 * 1024;
/** How much larger than compressed an ordinary package is. */
const USUAL_RATIO = 4;
/** Bytes after which other work of the process gets its turn. */
const TURN_BYTES = 8 * MAX_CHUNK_BYTES;
/** From this compressed size on, a process that decompresses beside this one is worth its start. */
const PROGRAM_BYTES = 128 * 1024;
const BZIP2_MAGIC = 'BZh';

const DECOMPRESSORS: Readonly<Record<Compression, (section: Section) => AsyncIterable<Uint8Array>>> = {
  none: (section) => decoded('none', section),
  gz: (section) => decoded('gz', section),
  zst: (section) => decoded('zst', section),
  xz: (section) =>
    section.size >= PROGRAM_BYTES && isInstalled('xz')
      ? filtered('xz', ['-dc', '-T0'], section)
      : decoded('xz', section),
  bz2: (section) => filtered('bzip2', ['-dc'], section),
  lzma: (section) => filtered('xz', ['--format=lzma', '-dc'], section),
};

/**
 * The decompressed bytes of a section, each chunk with memory of its own.
 * @throws SpmError `stream-corrupt` also for a stream that ends early or has something after its end, `tool-missing`.
 */
export function decompressed(section: Section, compression: Compression): AsyncIterable<Uint8Array> {
  return DECOMPRESSORS[compression](section);
}

/** Tells the compression of a stream by its first bytes; `none` when they are no compressor's. */
export function compressionOfContent(head: Uint8Array): Compression {
  if (Buffer.from(head.subarray(0, BZIP2_MAGIC.length)).toString('latin1') === BZIP2_MAGIC) return 'bz2';
  return codecOfContent(head) ?? 'none';
}

async function* decoded(codec: Codec, section: Section): AsyncGenerator<Uint8Array> {
  try {
    const decoder = await openDecoder(codec, section);
    try {
      yield* chunksOf(decoder, chunkBytes(section));
    } finally {
      await decoder.close();
    }
  } catch (error) {
    throw typed(error);
  }
}

async function* chunksOf(decoder: Decoder, bytes: number): AsyncGenerator<Uint8Array> {
  let turn = 0;
  while (true) {
    const chunk = Buffer.allocUnsafe(bytes);
    const count = await decoder.read(chunk);
    if (count === 0) return;
    yield chunk.subarray(0, count);
    turn += count;
    if (turn < TURN_BYTES) continue;
    turn = 0;
    await nextTurn();
  }
}

function chunkBytes({ size }: Section): number {
  return Math.min(Math.max(size * USUAL_RATIO, MIN_CHUNK_BYTES), MAX_CHUNK_BYTES);
}

function typed(error: unknown): unknown {
  if (!(error instanceof MpkgError)) return error;
  const code = error.code === 'codec-unavailable' ? 'tool-missing' : 'stream-corrupt';
  return new SpmError(code, error.message, { ...(error.hint && { hint: error.hint }), cause: error });
}
