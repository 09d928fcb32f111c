import type { Zlib, ZlibOptions, ZstdOptions } from 'node:zlib';
import type { Transform } from 'node:stream';
import { MpkgError } from '../errors.ts';
import type { Codec } from './codec.ts';
import { streamChunks } from './stream-chunks.ts';
import { ZlibHandle } from './zlib-handle.ts';

/** Compressed bytes delivered at a time. */
const OUTPUT_BYTES = 64 * 1024;

/** Compresses blocks of plain bytes; a block is not used after the next is asked for, and so it is with the result. */
type Encoder = (
  blocks: Iterable<Uint8Array>,
  level: number,
) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

interface Level {
  readonly least: number;
  readonly most: number;
  readonly standard: number;
}

/** What `--level` may say for each codec. Above 9, zstd needs more memory to compress than everything else here together. */
export const LEVELS: Readonly<Record<Codec, Level | undefined>> = {
  none: undefined,
  gz: { least: 1, most: 9, standard: 9 },
  xz: { least: 0, most: 9, standard: 6 },
  zst: { least: 1, most: 19, standard: 9 },
};

const ENCODERS: Readonly<Record<Codec, () => Promise<Encoder>>> = {
  none: async () => (blocks) => blocks,
  gz: async () => {
    const zlib = await import('node:zlib');
    const { Z_NO_FLUSH, Z_FINISH } = zlib.constants;
    return (blocks, level) => {
      const options: ZlibOptions = { level, chunkSize: OUTPUT_BYTES };
      return compress(blocks, { stream: zlib.createGzip(options), more: Z_NO_FLUSH, finish: Z_FINISH });
    };
  },
  zst: async () => {
    const zlib = await import('node:zlib');
    if (typeof zlib.createZstdCompress !== 'function') throw zstdMissing();
    const { ZSTD_e_continue, ZSTD_e_end, ZSTD_c_compressionLevel, ZSTD_c_checksumFlag } = zlib.constants;
    return (blocks, level) => {
      const params = { [ZSTD_c_compressionLevel]: level, [ZSTD_c_checksumFlag]: 1 };
      const options: ZstdOptions = { params, chunkSize: OUTPUT_BYTES };
      return compress(blocks, {
        stream: zlib.createZstdCompress(options),
        more: ZSTD_e_continue,
        finish: ZSTD_e_end,
      });
    };
  },
  xz: async () => {
    const { throughXz } = await import('./xz-program.ts');
    // Threads would cut the stream into blocks, a number of them that depends on the machine.
    return (blocks, level) => throughXz(['-zc', '-T1', '-F', 'xz', `-${level}`], blocks);
  },
};

/**
 * Prepares to compress. What comes out depends on the bytes, the codec, the level and the compressor's version alone.
 * @throws MpkgError `usage` for a level that the codec has not, `codec-unavailable`
 */
export async function openEncoder(
  codec: Codec,
  level: number | undefined,
): Promise<(blocks: Iterable<Uint8Array>) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>> {
  const range = LEVELS[codec];
  if (level !== undefined && (range === undefined || !isWithin(level, range)))
    throw levelRefused(codec, range);
  const encode = await ENCODERS[codec]();
  return (blocks) => encode(blocks, level ?? range?.standard ?? 0);
}

interface Compression {
  readonly stream: Zlib & Transform;
  /** Flush constants: more input may come; none will. */
  readonly more: number;
  readonly finish: number;
}

function compress(
  blocks: Iterable<Uint8Array>,
  { stream, more, finish }: Compression,
): AsyncIterable<Uint8Array> | Iterable<Uint8Array> {
  const handle = ZlibHandle.of(stream);
  return handle === undefined ? streamChunks(blocks, stream) : stepThrough(blocks, handle, { more, finish });
}

function* stepThrough(
  blocks: Iterable<Uint8Array>,
  handle: ZlibHandle,
  flush: { readonly more: number; readonly finish: number },
): Generator<Uint8Array> {
  const output = new Uint8Array(OUTPUT_BYTES);
  try {
    for (const block of blocks) yield* steps(handle, block, output, flush.more);
    yield* steps(handle, new Uint8Array(0), output, flush.finish);
  } finally {
    handle.close();
  }
}

function* steps(
  handle: ZlibHandle,
  block: Uint8Array,
  output: Uint8Array,
  flush: number,
): Generator<Uint8Array> {
  let input = block;
  let produced = output.length;
  while (input.length > 0 || produced === output.length) {
    const step = handle.step({ input, output, flush });
    input = input.subarray(step.consumed);
    produced = step.produced;
    yield output.subarray(0, produced);
  }
}

function isWithin(level: number, { least, most }: Level): boolean {
  return Number.isInteger(level) && level >= least && level <= most;
}

function levelRefused(codec: Codec, range: Level | undefined): MpkgError {
  const words = range === undefined ? 'no levels' : `levels ${range.least} to ${range.most}`;
  return new MpkgError('usage', `compression "${codec}" has ${words}`);
}

function zstdMissing(): MpkgError {
  return new MpkgError('codec-unavailable', 'this runtime has no zstd', {
    hint: 'use Node.js 22.15 or newer',
  });
}
