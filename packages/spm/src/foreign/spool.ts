import { closeSync, openSync, writeSync } from 'node:fs';

import { systemError } from '../errors.ts';
import { tooLarge } from './index-budget.ts';

/** Takes an unpacked stream in order. */
export interface Sink {
  write(chunk: Uint8Array): void;
}

/** A file that keeps what was unpacked until the order in which it is needed is known. */
export class Spool implements Sink {
  readonly fd: number;
  readonly #path: string;
  readonly #limit: number;
  #size = 0;

  /** @param limit Bytes it may take. */
  constructor(path: string, limit: number) {
    this.#path = path;
    this.#limit = limit;
    try {
      this.fd = openSync(path, 'wx+', 0o600);
    } catch (error) {
      throw systemError(error, path);
    }
  }

  get size(): number {
    return this.#size;
  }

  /** @throws SpmError `size-limit`, `no-space`. */
  write(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#size > this.#limit) throw tooLarge('the package', this.#limit);
    try {
      for (let done = 0; done < chunk.length;) done += writeSync(this.fd, chunk, done);
    } catch (error) {
      throw systemError(error, this.#path);
    }
  }

  close(): void {
    closeSync(this.fd);
  }
}

/** The same in memory, for what is known to be small. */
export class MemorySpool implements Sink {
  readonly #chunks: Uint8Array[] = [];
  readonly #limit: number;
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws SpmError `size-limit` */
  write(chunk: Uint8Array): void {
    this.#size += chunk.length;
    if (this.#size > this.#limit) throw tooLarge('the control archive', this.#limit);
    this.#chunks.push(chunk);
  }

  content(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}
