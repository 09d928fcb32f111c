import fs from 'node:fs';
import { fsPath } from '../bytes.ts';
import type { Disk } from '../tree/disk.ts';

const READ = fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW;
const COPY_BYTES = 512 * 1024;

/** Made once, as large as a piece can be: one grown bit by bit would leave its former selves to the collector. */
let scratch: Buffer | undefined;

/** Whether an open file has these bytes at an offset. */
function continuesWith(descriptor: number, bytes: Uint8Array, offset: number): boolean {
  scratch ??= Buffer.allocUnsafeSlow(COPY_BYTES);
  const count = fs.readSync(descriptor, scratch, 0, bytes.length, offset);
  // No view of the scratch: one for each of many files would be work for the collector.
  return count === bytes.length && scratch.compare(bytes, 0, count, 0, count) === 0;
}

/** Whether a file of this size has this content. */
export function hasContent(path: string, content: Uint8Array): boolean {
  const descriptor = fs.openSync(fsPath(path), READ);
  try {
    return continuesWith(descriptor, content, 0);
  } finally {
    fs.closeSync(descriptor);
  }
}

export function writeWhole(
  disk: Disk,
  path: string,
  { content, mode }: { content: Uint8Array; mode: number },
): void {
  const descriptor = disk.create(path, mode);
  try {
    if (content.length > 0) disk.write(descriptor, content);
  } finally {
    disk.close(descriptor);
  }
}

/** Takes the content of a large file in pieces, in order. */
export class FileStream {
  readonly #disk: Disk;
  readonly #create: () => number;
  /** The file that may have this content already, as long as no difference was found. */
  #existing: number | undefined;
  #created: number | undefined;
  #matched = 0;

  /**
   * @param create opens the new file; only called when it is needed
   * @param existing the path of a file that may have this content already; it has this size
   */
  constructor(disk: Disk, create: () => number, existing: string | undefined) {
    this.#disk = disk;
    this.#create = create;
    this.#existing = existing === undefined ? undefined : fs.openSync(fsPath(existing), READ);
  }

  write(piece: Uint8Array): void {
    if (this.#existing !== undefined) {
      if (continuesWith(this.#existing, piece, this.#matched)) {
        this.#matched += piece.length;
        return;
      }
      this.#diverge(this.#existing);
    }
    this.#created ??= this.#create();
    this.#disk.write(this.#created, piece);
  }

  /** @returns whether the existing file has the same content, so that no new one was made */
  end(): boolean {
    const isSame = this.#existing !== undefined;
    this.close();
    return isSame;
  }

  close(): void {
    const [existing, created] = [this.#existing, this.#created];
    this.#existing = this.#created = undefined;
    if (existing !== undefined) fs.closeSync(existing);
    if (created !== undefined) this.#disk.close(created);
  }

  /** Begins the new file with what the existing one has in common with it. */
  #diverge(existing: number): void {
    const created = (this.#created = this.#create());
    const buffer = Buffer.allocUnsafe(Math.min(this.#matched, COPY_BYTES));
    for (let at = 0; at < this.#matched;) {
      const count = fs.readSync(existing, buffer, 0, Math.min(buffer.length, this.#matched - at), at);
      if (count === 0) throw Object.assign(new Error('a file shrank while it was compared'), { code: 'EIO' });
      this.#disk.write(created, buffer.subarray(0, count));
      at += count;
    }
    this.#existing = undefined;
    fs.closeSync(existing);
  }
}
