import { closeSync, read } from 'node:fs';
import { promisify } from 'node:util';

import { SpmError, systemError } from '../errors.ts';
import { giveBack, takeBuffer } from '../spare-buffers.ts';

const readInto = promisify(read);

/** Reads an open file through one buffer, beside other work of the process. */
export class FileReading {
  readonly #fd: number;
  readonly #path: string;
  readonly #buffer = takeBuffer();
  readonly #stopped = Promise.withResolvers<never>();
  /** A read that the system has not finished. */
  #pending: Promise<unknown> | undefined;
  #isStopped = false;

  /** The descriptor is the reading's from here on. */
  constructor(fd: number, path: string) {
    this.#fd = fd;
    this.#path = path;
    // Whether anybody waits for the next bytes when it is stopped is not known.
    this.#stopped.promise.catch(() => undefined);
  }

  /** Everything from `position` on, in views that hold until the next is asked for. @throws SpmError, also `interrupted` */
  async *from(position: number): AsyncGenerator<Uint8Array> {
    for (let at = position; ;) {
      const count = await Promise.race([this.#read(at), this.#stopped.promise]);
      if (count === 0) return;
      at += count;
      yield this.#buffer.subarray(0, count);
    }
  }

  /** Ends the reading; whoever waits for bytes is told at once, however long the system takes. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#stopped.reject(new SpmError('interrupted', `interrupted while ${this.#path} was read`));
    const close = (): void => closeSync(this.#fd);
    if (this.#pending === undefined) {
      giveBack(this.#buffer);
      close();
    } else void this.#pending.then(close, close);
  }

  async #read(position: number): Promise<number> {
    if (this.#isStopped) return this.#stopped.promise;
    const pending = readInto(this.#fd, this.#buffer, 0, this.#buffer.length, position);
    this.#pending = pending;
    try {
      const { bytesRead } = await pending;
      return bytesRead;
    } catch (error) {
      throw systemError(error, this.#path);
    } finally {
      this.#pending = undefined;
    }
  }
}
