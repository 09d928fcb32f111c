import type { Zlib } from 'node:zlib';
import { MpkgError } from '../errors.ts';

/** Where a step reads and writes: all of `input`, all of `output`. */
export interface Step {
  readonly input: Uint8Array;
  readonly output: Uint8Array;
  /** A flush constant of `node:zlib`. */
  readonly flush: number;
}

export interface StepResult {
  readonly consumed: number;
  readonly produced: number;
}

/** What `node:zlib` keeps behind a stream object. */
interface NativeHandle {
  writeSync(
    flush: number,
    input: Uint8Array,
    inputOffset: number,
    inputLength: number,
    output: Uint8Array,
    outputOffset: number,
    outputLength: number,
  ): void;
  close(): void;
  onerror: (message: string, errno: number, code: string) => void;
}

interface Internals {
  readonly _handle?: Partial<NativeHandle>;
  readonly _writeState?: unknown;
}

/**
 * The synchronous side of a zlib stream object: one step straight from buffer to buffer, without streams, copies or
 * allocation.
 */
export class ZlibHandle {
  readonly #handle: NativeHandle;
  /** After a step: bytes of output left free, bytes of input left over. */
  readonly #state: Uint32Array;
  #failure: MpkgError | undefined;

  constructor(handle: NativeHandle, state: Uint32Array) {
    this.#handle = handle;
    this.#state = state;
    const onerror: NativeHandle['onerror'] = (message, _errno, code) => {
      this.#failure = zlibFailure(message, code);
    };
    Object.assign(handle, { onerror });
  }

  /** @throws MpkgError `stream-corrupt`, `pac-truncated` */
  step({ input, output, flush }: Step): StepResult {
    this.#handle.writeSync(flush, input, 0, input.length, output, 0, output.length);
    if (this.#failure !== undefined) throw this.#failure;
    return {
      consumed: input.length - (this.#state[1] as number),
      produced: output.length - (this.#state[0] as number),
    };
  }

  /** Frees the native memory now; the stream's own `close` waits for the event loop. */
  close(): void {
    this.#handle.close();
  }
}

/** The handle of a stream; `undefined` where the runtime keeps none, for it is internal to `node:zlib`. */
export function zlibHandleOf(stream: Zlib): ZlibHandle | undefined {
  const { _handle: handle, _writeState: state } = stream as unknown as Internals;
  const isUsable =
    typeof handle?.writeSync === 'function' &&
    typeof handle.close === 'function' &&
    state instanceof Uint32Array &&
    state.length === 2;
  return isUsable ? new ZlibHandle(handle as NativeHandle, state) : undefined;
}

/** The error for what zlib and zstd report by message and symbolic code. */
export function zlibFailure(message: string, code: string | undefined): MpkgError {
  if (code === 'Z_BUF_ERROR') return new MpkgError('pac-truncated', 'the compressed stream ends early');
  return new MpkgError('stream-corrupt', `the compressed stream is damaged: ${message}`);
}

export function zstdUnavailable(): MpkgError {
  return new MpkgError('codec-unavailable', 'this runtime has no zstd', {
    hint: 'use Node.js 22.15 or newer',
  });
}
