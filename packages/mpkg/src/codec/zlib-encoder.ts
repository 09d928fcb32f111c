import type { Transform } from 'node:stream';
import zlib, { type Zlib } from 'node:zlib';
import { streamChunks } from './stream-chunks.ts';
import { zlibHandleOf, zstdUnavailable, type ZlibHandle } from './zlib-handle.ts';

/** Compressed bytes delivered at a time. */
const OUTPUT_BYTES = 64 * 1024;

type Compressed = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Flush constants: more input may come; none will. */
interface Flush {
  readonly more: number;
  readonly finish: number;
}

/** One gzip member without a time or a name. `handleOf` is for tests. */
export function encodeGzip(blocks: Iterable<Uint8Array>, level: number, handleOf = zlibHandleOf): Compressed {
  const { Z_NO_FLUSH, Z_FINISH } = zlib.constants;
  const stream = zlib.createGzip({ level, chunkSize: OUTPUT_BYTES });
  const handle = handleOf(stream);
  return handle === undefined
    ? streamChunks(blocks, stream)
    : stepThrough(blocks, handle, { more: Z_NO_FLUSH, finish: Z_FINISH });
}

/**
 * One zstd frame with a checksum and without a content size, as `zstd` makes of a pipe. `handleOf` is for tests.
 * @throws MpkgError `codec-unavailable` on a runtime without zstd
 */
export function encodeZstd(blocks: Iterable<Uint8Array>, level: number, handleOf = zlibHandleOf): Compressed {
  if (typeof zlib.createZstdCompress !== 'function') throw zstdUnavailable();
  const { ZSTD_e_continue, ZSTD_e_end, ZSTD_c_compressionLevel, ZSTD_c_checksumFlag } = zlib.constants;
  const params = { [ZSTD_c_compressionLevel]: level, [ZSTD_c_checksumFlag]: 1 };
  const stream: Zlib & Transform = zlib.createZstdCompress({ params, chunkSize: OUTPUT_BYTES });
  const handle = handleOf(stream);
  return handle === undefined
    ? streamChunks(blocks, stream)
    : stepThrough(blocks, handle, { more: ZSTD_e_continue, finish: ZSTD_e_end });
}

function* stepThrough(blocks: Iterable<Uint8Array>, handle: ZlibHandle, flush: Flush): Generator<Uint8Array> {
  const output = new Uint8Array(OUTPUT_BYTES);
  try {
    for (const block of blocks) yield* steps(handle, block, output, flush.more);
    yield* steps(handle, new Uint8Array(0), output, flush.finish);
  } finally {
    handle.close();
  }
}

/** Steps until the input is used up and the compressor has no more to say to it. */
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
    if (produced > 0) yield output.subarray(0, produced);
  }
}
