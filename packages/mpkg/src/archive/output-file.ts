import fs from 'node:fs';
import path from 'node:path';
import { MpkgError } from '../errors.ts';

/** A file that appears whole under its name, or not at all. */
export class OutputFile implements Disposable {
  /** Where it will be: links are followed. */
  readonly path: string;
  bytes = 0;
  readonly #temporary: string;
  #fd: number;

  /** @throws MpkgError `file-not-found` without its directory, `io-failed` when something else than a file has the name */
  constructor(file: string) {
    const directory = path.dirname(file);
    if (!fs.existsSync(directory)) {
      throw new MpkgError('file-not-found', `${directory}: no such directory`, { subject: directory });
    }
    this.path = fs.existsSync(file) ? fs.realpathSync(file) : file;
    if (fs.statSync(this.path, { throwIfNoEntry: false })?.isFile() === false) {
      throw new MpkgError('io-failed', `${file}: it is not a regular file`, { subject: file });
    }
    this.#temporary = path.join(path.dirname(this.path), `.${path.basename(this.path)}.${process.pid}.tmp`);
    this.#fd = fs.openSync(this.#temporary, 'wx', 0o666);
  }

  write(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) done += fs.writeSync(this.#fd, bytes, done);
    this.bytes += bytes.length;
  }

  /** Makes it durable and gives it its name. */
  commit(): void {
    fs.fsyncSync(this.#fd);
    this.#close();
    fs.renameSync(this.#temporary, this.path);
    const directory = fs.openSync(path.dirname(this.path), 'r');
    fs.fsyncSync(directory);
    fs.closeSync(directory);
  }

  /** Without a `commit` nothing is left. */
  [Symbol.dispose](): void {
    if (this.#fd < 0) return;
    this.#close();
    fs.rmSync(this.#temporary, { force: true });
  }

  #close(): void {
    fs.closeSync(this.#fd);
    this.#fd = -1;
  }
}
