import fs from 'node:fs';

/** Sees the stored bytes in order as they are read, such as a running hash. */
export interface Observer {
  update(bytes: Uint8Array): unknown;
}

/** The bytes of one regular file as they lie on disk, read from front to back. */
export class StoredFile {
  readonly size: number;
  /** Offset of the next byte that `read` delivers. */
  position = 0;
  readonly #fd: number;
  readonly #observer: Observer | undefined;

  /** Does not own `fd`. */
  constructor(fd: number, size: number, observer?: Observer) {
    this.#fd = fd;
    this.size = size;
    this.#observer = observer;
  }

  /** Whether every byte has to be read. */
  get isObserved(): boolean {
    return this.#observer !== undefined;
  }

  /** Reads into `target`; 0 at the end of the file. */
  read(target: Uint8Array): number {
    const count = fs.readSync(this.#fd, target, 0, target.length, this.position);
    this.position += count;
    this.#observer?.update(target.subarray(0, count));
    return count;
  }

  /** The next bytes, fewer at the end of the file, without moving on. */
  peek(bytes: number): Uint8Array {
    const head = new Uint8Array(bytes);
    return head.subarray(0, fs.readSync(this.#fd, head, 0, bytes, this.position));
  }

  /** All that remains, in views of one buffer: each is valid until the next is asked for. */
  *chunks(bytes: number): Generator<Uint8Array> {
    const buffer = new Uint8Array(bytes);
    for (let count = this.read(buffer); count > 0; count = this.read(buffer)) yield buffer.subarray(0, count);
  }
}
