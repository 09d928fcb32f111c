import zlib, { type Zlib } from 'node:zlib';
import type { Transform } from 'node:stream';
import { MpkgError } from '../errors.ts';
import { ChunkDecoder } from './chunk-decoder.ts';
import { INPUT_BYTES, type Decoder } from './decoder.ts';
import type { StoredFile } from './stored-file.ts';
import { streamChunks } from './stream-chunks.ts';
import { zlibHandleOf, zstdUnavailable, type ZlibHandle } from './zlib-handle.ts';
import { ZstdFrames } from './zstd-frames.ts';

/** Checks what the decompressor itself does not, on the compressed bytes. */
interface Framing {
  update(bytes: Uint8Array): void;
  end(): void;
}

interface ZlibFormat {
  readonly stream: Zlib & Transform;
  readonly framing: Framing | undefined;
  /** Flush constants: more input may come; none will. */
  readonly more: number;
  readonly finish: number;
}

/** gzip, one member or several. `handleOf` is for tests. */
export function openGzip(stored: StoredFile, handleOf = zlibHandleOf): Decoder {
  const { Z_NO_FLUSH, Z_FINISH } = zlib.constants;
  const stream = zlib.createGunzip({ chunkSize: INPUT_BYTES });
  return open(stored, { stream, framing: undefined, more: Z_NO_FLUSH, finish: Z_FINISH }, handleOf);
}

/**
 * zstd, any number of frames, skippable ones included. `handleOf` is for tests.
 * @throws MpkgError `codec-unavailable` on a runtime without zstd
 */
export function openZstd(stored: StoredFile, handleOf = zlibHandleOf): Decoder {
  if (typeof zlib.createZstdDecompress !== 'function') throw zstdUnavailable();
  const { ZSTD_e_continue } = zlib.constants;
  const stream = zlib.createZstdDecompress({ chunkSize: INPUT_BYTES });
  const framing = new ZstdFrames();
  return open(stored, { stream, framing, more: ZSTD_e_continue, finish: ZSTD_e_continue }, handleOf);
}

function open(stored: StoredFile, format: ZlibFormat, handleOf: typeof zlibHandleOf): Decoder {
  const handle = handleOf(format.stream);
  return handle === undefined ? openStream(stored, format) : new HandleDecoder(stored, handle, format);
}

/** Decompresses by synchronous steps from one small buffer straight into the reader's. */
class HandleDecoder implements Decoder {
  readonly #stored: StoredFile;
  readonly #handle: ZlibHandle;
  readonly #format: ZlibFormat;
  readonly #buffer = new Uint8Array(INPUT_BYTES);
  #input = this.#buffer.subarray(0, 0);
  #isLast = false;

  constructor(stored: StoredFile, handle: ZlibHandle, format: ZlibFormat) {
    this.#stored = stored;
    this.#handle = handle;
    this.#format = format;
  }

  read(target: Uint8Array): number {
    for (;;) {
      if (this.#input.length === 0 && !this.#isLast) this.#refill();
      const flush = this.#isLast ? this.#format.finish : this.#format.more;
      const { consumed, produced } = this.#handle.step({ input: this.#input, output: target, flush });
      this.#input = this.#input.subarray(consumed);
      if (produced > 0) return produced;
      if (this.#input.length > 0 && consumed === 0) throw trailing();
      if (this.#isLast) return 0;
    }
  }

  close(): void {
    this.#handle.close();
  }

  #refill(): void {
    const count = this.#stored.read(this.#buffer);
    this.#input = this.#buffer.subarray(0, count);
    this.#isLast = count === 0;
    if (this.#isLast) this.#format.framing?.end();
    else this.#format.framing?.update(this.#input);
  }
}

/** The same through the public stream interface, for a runtime without the synchronous one. */
function openStream(stored: StoredFile, { stream, framing }: ZlibFormat): Decoder {
  return new ChunkDecoder(streamChunks(observed(stored, framing), stream), () => {
    framing?.end();
    if (stream.bytesWritten < stored.size) throw trailing();
  });
}

function* observed(stored: StoredFile, framing: Framing | undefined): Generator<Uint8Array> {
  for (const chunk of stored.chunks(INPUT_BYTES)) {
    framing?.update(chunk);
    yield chunk;
  }
}

function trailing(): MpkgError {
  return new MpkgError('pac-trailing-data', 'bytes follow the end of the compressed stream');
}
