import { closeSync, fstatSync, openSync, rmSync, writeSync } from 'node:fs';

import { systemError } from '../errors.ts';
import { fileContents, type Contents } from './contents.ts';
import { tooLarge } from './refusals.ts';

/** Takes an unpacked stream in order. */
export interface Sink {
  /** The chunk may be another one afterwards. */
  write(chunk: Uint8Array): void;
}

/**
 * Keeps what was unpacked until the order in which it is needed is known, in a file without a name: it is gone when it is closed, or
 * the process is. A program can be told to write there by itself.
 */
export class Spool implements Sink, Contents {
  /** Open for writing at its end. */
  readonly fd: number;
  readonly #path: string;
  readonly #limit: number;
  #size = 0;

  /**
   * @param path where the file may be made.
   * @param limit Bytes that are accepted.
   * @throws SpmError of exit 12
   */
  constructor(path: string, limit: number) {
    this.#path = path;
    this.#limit = limit;
    this.fd = openNameless(path);
  }

  /** Bytes written. */
  get size(): number {
    return this.#size;
  }

  /** @throws SpmError `size-limit`, or of exit 12. */
  write(chunk: Uint8Array): void {
    this.#grow(this.#size + chunk.length);
    try {
      for (let done = 0; done < chunk.length;) done += writeSync(this.fd, chunk, done);
    } catch (error) {
      throw systemError(error, this.#path);
    }
  }

  /** Takes notice of what a program has written. @throws SpmError `size-limit` */
  measure(): void {
    this.#grow(fstatSync(this.fd).size);
  }

  read(target: Uint8Array, position: number): number {
    return fileContents(this.fd, this.#path, { size: this.#size }).read(target, position);
  }

  close(): void {
    closeSync(this.fd);
  }

  #grow(size: number): void {
    this.#size = size;
    if (size > this.#limit) throw tooLarge(this.#limit);
  }
}

function openNameless(path: string): number {
  try {
    const file = openSync(path, 'wx+', 0o600);
    rmSync(path);
    return file;
  } catch (error) {
    throw systemError(error, path);
  }
}
