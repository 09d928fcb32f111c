import fs from 'node:fs';
import path from 'node:path';
import { bytesOfBuffer, bytesOfText, quoteBytes, type Bytes } from '../bytes.ts';
import { MpkgError } from '../errors.ts';
import { realDisk } from '../tree/disk.ts';
import { hasCode, kindOf, lookAt, namesIn } from '../tree/look.ts';
import { OpenDirectories } from '../tree/open-directories.ts';
import { isWithin } from '../tree/paths.ts';
import { STORED_MODE } from './lost-mode.ts';
import type { PacReader } from './pac-reader.ts';

const DIRECTORY_MODE = STORED_MODE.dir as number;

export interface ExtractOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * Unpacks an archive into a directory, which is made when it does not exist. Files and links in the way are replaced;
 * directories that exist are used as they are, links to directories are not. What is made has the archive's modes, whatever
 * the umask. When it fails, what it made is removed again; what it replaced is lost.
 * @returns how many entries were written
 * @throws MpkgError `file-conflict` for a directory where the archive has a leaf, or the other way round; and as `readContents`
 */
export async function extractPac(
  reader: PacReader,
  directory: string,
  { signal }: ExtractOptions = {},
): Promise<{ readonly written: number }> {
  const made = makeTarget(directory);
  const extraction = new Extraction(reader, fs.realpathSync(directory));
  try {
    extraction.makeDirectories();
    await reader.readContents((entry, piece, offset) => extraction.write(entry, piece, offset), { signal });
  } catch (error) {
    extraction.undo();
    if (made !== undefined) removeEmpty(path.resolve(directory), path.resolve(made));
    throw error;
  } finally {
    extraction.close();
  }
  return { written: reader.index.length };
}

/** @returns the first of the directories that were missing */
function makeTarget(directory: string): string | undefined {
  try {
    return fs.mkdirSync(directory, { recursive: true });
  } catch (error) {
    if (!hasCode(error, 'EEXIST') && !hasCode(error, 'ENOTDIR')) throw error;
    throw new MpkgError('file-conflict', `${directory}: it is not a directory`, { subject: directory });
  }
}

/** Removes the directory and those above it up to `top`, as far as nothing is in them. */
function removeEmpty(directory: string, top: string): void {
  for (let at = directory; isWithin(at, top) && fs.readdirSync(at).length === 0; at = path.dirname(at)) {
    fs.rmdirSync(at);
  }
}

class Extraction {
  readonly #reader: PacReader;
  readonly #directories: OpenDirectories;
  /** By entry: 1 where the name was free. */
  readonly #made: Uint8Array;
  /** The large file that is being written. */
  #open = -1;

  constructor(reader: PacReader, root: string) {
    this.#reader = reader;
    this.#made = new Uint8Array(reader.index.length);
    this.#directories = new OpenDirectories(bytesOfText(path.resolve(root)));
  }

  makeDirectories(): void {
    const { index } = this.#reader;
    for (let entry = 0; entry < index.length; entry++) {
      if (index.isDirectory(entry)) this.#makeDirectory(entry);
    }
  }

  write(entry: number, piece: Uint8Array, offset: number): void {
    const { index } = this.#reader;
    if (index.kind(entry) === 'link') return this.#makeLink(entry, bytesOfBuffer(piece));
    if (offset === 0) this.#open = realDisk.create(this.#clear(entry), 0o600);
    realDisk.write(this.#open, piece);
    if (offset + piece.length < index.size(entry)) return;
    fs.fchmodSync(this.#open, STORED_MODE[index.kind(entry)] as number);
    this.#closeFile();
  }

  undo(): void {
    // What is in a directory comes after it in the index.
    for (let entry = this.#made.length - 1; entry >= 0; entry--) {
      if (this.#made[entry] === 0) continue;
      const place = this.#directories.reach(this.#reader.index.path(entry));
      if (kindOf(lookAt(place)) !== 'directory') realDisk.unlink(place);
      else if (namesIn(place).length === 0) realDisk.removeDirectory(place);
    }
  }

  close(): void {
    this.#closeFile();
    this.#directories.close();
  }

  #makeDirectory(entry: number): void {
    const name = this.#reader.index.path(entry);
    const place = this.#directories.reach(name);
    const before = kindOf(lookAt(place));
    if (before !== 'absent' && before !== 'directory') throw inTheWay(name, `a ${before}`, 'a directory');
    if (before === 'directory') return;
    realDisk.makeDirectory(place, DIRECTORY_MODE);
    this.#made[entry] = 1;
    realDisk.setMode(place, DIRECTORY_MODE);
  }

  #makeLink(entry: number, target: Bytes): void {
    const place = this.#clear(entry);
    realDisk.makeLink(target, place);
  }

  /** Frees the name of a leaf, and tells how to reach it. */
  #clear(entry: number): Bytes {
    const name = this.#reader.index.path(entry);
    const place = this.#directories.reach(name);
    const before = kindOf(lookAt(place));
    if (before === 'directory') throw inTheWay(name, 'a directory', 'a file');
    if (before === 'absent') this.#made[entry] = 1;
    else realDisk.unlink(place);
    return place;
  }

  #closeFile(): void {
    if (this.#open < 0) return;
    fs.closeSync(this.#open);
    this.#open = -1;
  }
}

function inTheWay(name: Bytes, found: string, wanted: string): MpkgError {
  return new MpkgError('file-conflict', `${quoteBytes(name)} is ${found} where the archive has ${wanted}`, {
    subject: name,
    details: { paths: [name] },
  });
}
