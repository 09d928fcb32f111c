import { StoredFile } from '@mpkg/mpkg';

import { fileContents, type Contents } from './contents.ts';

/** A part of a file, such as one member of an archive, read from front to back as if it were all of it. */
export class Section extends StoredFile {
  readonly #fd: number;
  readonly #start: number;
  readonly #end: number;

  /** Does not own `fd`. */
  constructor(fd: number, start: number, size: number) {
    super(fd, size);
    this.position = start;
    this.#fd = fd;
    this.#start = start;
    this.#end = start + size;
  }

  override read(target: Uint8Array): number {
    return super.read(target.subarray(0, this.#end - this.position));
  }

  override peek(bytes: number): Uint8Array {
    return super.peek(Math.min(bytes, this.#end - this.position));
  }

  /** The same bytes, to be read anywhere. */
  contents(): Contents {
    return fileContents(this.#fd, 'the package', { start: this.#start, size: this.size });
  }
}
