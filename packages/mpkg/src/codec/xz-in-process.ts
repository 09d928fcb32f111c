import xz from 'xz-decompress';
import { MpkgError } from '../errors.ts';
import type { Decoder } from './decoder.ts';
import type { StoredFile } from './stored-file.ts';

/** What the WebAssembly module inside xz-decompress exports; XZ Embedded with buffers of its own. */
interface XzModule {
  readonly memory: { readonly buffer: ArrayBuffer };
  create_context(): number;
  destroy_context(context: number): void;
  supply_input(context: number, bytes: number): void;
  get_next_output(context: number): number;
}

/** Not part of the package's interface: its streams cannot be stopped early, and copy every chunk twice. */
interface Internals {
  _moduleInstance?: { readonly exports: Partial<XzModule> };
  _getModuleInstance?(): Promise<void>;
}

/** Words of a context: the size of its two buffers, then address, position and length of each. */
const FIELD = { bufferBytes: 0, input: 1, inputAt: 2, inputEnd: 3, output: 4, outputAt: 5 } as const;

const OK = 0;
const STREAM_END = 1;
const FORMAT_ERROR = 5;
const OUT_OF_INPUT = 8;

/** Opens a decoder in WebAssembly; `undefined` when the package does not offer what this needs. */
export async function openXzInProcess(stored: StoredFile): Promise<Decoder | undefined> {
  const internals = xz.XzReadableStream as unknown as Internals;
  if (internals._moduleInstance === undefined) await internals._getModuleInstance?.();
  const module = internals._moduleInstance?.exports;
  return module !== undefined && isComplete(module) ? new XzDecoder(stored, module) : undefined;
}

function isComplete(module: Partial<XzModule>): module is XzModule {
  const functions = [
    module.create_context,
    module.destroy_context,
    module.supply_input,
    module.get_next_output,
  ];
  return module.memory !== undefined && functions.every((value) => typeof value === 'function');
}

/** Streams in a row and the padding between them are one stream; the decoder itself finds what does not belong to it. */
class XzDecoder implements Decoder {
  readonly #stored: StoredFile;
  readonly #module: XzModule;
  readonly #context: number;
  /** Bytes of the output buffer that were handed on. */
  #taken = 0;
  #produced = 0;
  #isEnded = false;

  constructor(stored: StoredFile, module: XzModule) {
    this.#stored = stored;
    this.#module = module;
    this.#context = module.create_context();
  }

  read(target: Uint8Array): number {
    while (this.#taken === this.#field(FIELD.outputAt)) {
      if (this.#isEnded) return 0;
      this.#decode();
    }
    const start = this.#field(FIELD.output) + this.#taken;
    const count = Math.min(target.length, this.#field(FIELD.outputAt) - this.#taken);
    target.set(new Uint8Array(this.#module.memory.buffer, start, count));
    this.#taken += count;
    return count;
  }

  close(): void {
    this.#module.destroy_context(this.#context);
  }

  /** Makes the next output, in the place of what has been taken. */
  #decode(): void {
    this.#setField(FIELD.outputAt, 0);
    this.#taken = 0;
    if (this.#field(FIELD.inputAt) === this.#field(FIELD.inputEnd)) this.#refill();
    const status = this.#module.get_next_output(this.#context);
    if (status !== OK && status !== STREAM_END) throw this.#failure(status);
    this.#produced += this.#field(FIELD.outputAt);
    this.#isEnded = status === STREAM_END;
  }

  #refill(): void {
    const { buffer } = this.#module.memory;
    const input = new Uint8Array(buffer, this.#field(FIELD.input), this.#field(FIELD.bufferBytes));
    this.#module.supply_input(this.#context, this.#stored.read(input));
  }

  #failure(status: number): MpkgError {
    if (status === OUT_OF_INPUT) return new MpkgError('pac-truncated', 'the xz stream ends early');
    if (status === FORMAT_ERROR && this.#produced > 0) {
      return new MpkgError('pac-trailing-data', 'bytes follow the end of the xz stream');
    }
    return new MpkgError('stream-corrupt', `the xz stream is damaged (XZ Embedded status ${status})`);
  }

  /** The module's memory moves when it grows, so no view of it is kept. */
  #field(field: number): number {
    return new Uint32Array(this.#module.memory.buffer, this.#context)[field] as number;
  }

  #setField(field: number, value: number): void {
    new Uint32Array(this.#module.memory.buffer, this.#context)[field] = value;
  }
}
