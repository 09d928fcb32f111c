import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

import { systemError } from '../errors.ts';
import { giveBack, takeBuffer } from '../spare-buffers.ts';
import { malformedPackage } from './refusals.ts';
import type { Contents } from './contents.ts';
import { sizeOf, type Content } from './staged-node.ts';

export interface Written {
  /** Hexadecimal. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** A new file that is written through one buffer and hashed on the way. */
export class HashedOutput {
  readonly #path: string;
  readonly #file: number;
  readonly #contents: Contents;
  readonly #hash = createHash('sha256');
  readonly #buffer = takeBuffer();
  #pending = 0;
  #flushed = 0;

  /** @param contents what extents are read from. */
  constructor(path: string, contents: Contents) {
    this.#path = path;
    this.#contents = contents;
    this.#file = attempt(path, () => openSync(path, 'wx', 0o644));
  }

  /** Bytes so far. */
  get size(): number {
    return this.#flushed + this.#pending;
  }

  write(content: Content): void {
    const size = sizeOf(content);
    for (let done = 0; done < size;) {
      if (this.#pending === this.#buffer.length) this.#flush();
      const count = Math.min(size - done, this.#buffer.length - this.#pending);
      done +=
        content instanceof Uint8Array
          ? this.#take(content, done, count)
          : this.#read(content.offset + done, count);
    }
  }

  finish(): Written {
    this.#flush();
    return { sha256: this.#hash.digest('hex'), size: this.#flushed };
  }

  close(): void {
    giveBack(this.#buffer);
    closeSync(this.#file);
  }

  #take(bytes: Uint8Array, start: number, count: number): number {
    this.#buffer.set(bytes.subarray(start, start + count), this.#pending);
    this.#pending += count;
    return count;
  }

  #read(position: number, count: number): number {
    const got = this.#contents.read(this.#buffer.subarray(this.#pending, this.#pending + count), position);
    if (got < count) throw malformedPackage('its contents end early');
    this.#pending += got;
    return got;
  }

  #flush(): void {
    const bytes = this.#buffer.subarray(0, this.#pending);
    this.#hash.update(bytes);
    for (let done = 0; done < bytes.length;) {
      done += attempt(this.#path, () => writeSync(this.#file, bytes, done));
    }
    this.#flushed += bytes.length;
    this.#pending = 0;
  }
}

function attempt<T>(path: string, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw systemError(error, path);
  }
}
