import { closeSync, openSync, rmSync, writeSync } from 'node:fs';

import { systemError } from '../errors.ts';
import { fileContents, type Contents } from './contents.ts';
import { tooLarge } from './refusals.ts';

/** Takes an unpacked stream in order. */
export interface Sink {
  write(chunk: Uint8Array): void;
}

/** Most packages are smaller; they never touch the disk twice. */
const MEMORY_BYTES = 8 * 1024 * 1024;

/**
 * Keeps what was unpacked until the order in which it is needed is known: in memory while it is small, then in a file without
 * a name, which is gone when it is closed, or the process is.
 */
export class Spool implements Sink, Contents {
  readonly #path: string;
  readonly #limit: number;
  #size = 0;
  /** What was written and is not in the file. */
  #chunks: Uint8Array[] = [];
  #file: number | undefined;

  /**
   * @param path where the file may be made.
   * @param limit Bytes that are accepted.
   */
  constructor(path: string, limit: number) {
    this.#path = path;
    this.#limit = limit;
  }

  /** Bytes written. */
  get size(): number {
    return this.#size;
  }

  /** Takes over the chunk. @throws SpmError `size-limit`, or of exit 12. */
  write(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#size > this.#limit) throw tooLarge(this.#limit);
    this.#chunks.push(chunk);
    if (this.#file !== undefined || this.#size > MEMORY_BYTES) this.#flush();
  }

  read(target: Uint8Array, position: number): number {
    if (this.#file !== undefined) return fileContents(this.#file, this.#path).read(target, position);
    const found = this.bytes().subarray(position, position + target.length);
    target.set(found);
    return found.length;
  }

  /** All of what is in memory, as one piece. */
  bytes(): Uint8Array {
    const [first = new Uint8Array(0), ...others] = this.#chunks;
    if (others.length === 0) return first;
    const joined = Buffer.concat(this.#chunks);
    this.#chunks = [joined];
    return joined;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }

  #flush(): void {
    try {
      this.#file ??= openNameless(this.#path);
      for (const chunk of this.#chunks) {
        for (let done = 0; done < chunk.length;) done += writeSync(this.#file, chunk, done);
      }
    } catch (error) {
      throw systemError(error, this.#path);
    }
    this.#chunks = [];
  }
}

function openNameless(path: string): number {
  const file = openSync(path, 'wx+', 0o600);
  rmSync(path);
  return file;
}
