import { mkdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { errnoOf, systemError } from '../errors.ts';
import type { Expected } from '../transport/expected.ts';
import { digestOfFile } from './digest.ts';
import { layoutOf, objectName, type CacheLayout } from './layout.ts';
import { temporaryFile, type TemporaryFile } from './temporary-file.ts';

/**
 * Files by the SHA-256 of their content. A file appears under its name whole or not at all, by rename, so processes share a
 * cache without a lock; only cleaning needs that nobody installs at the time.
 */
export class ArtifactCache {
  readonly directory: string;
  readonly layout: CacheLayout;

  /** @param directory made when something is first put there. */
  constructor(directory: string) {
    this.directory = directory;
    this.layout = layoutOf(directory);
  }

  /** Where an object lies, or would. */
  path(sha256: string): string {
    return join(this.layout.objects, objectName(sha256));
  }

  /** Whether there is an object of that size. */
  has({ sha256, size }: Expected): boolean {
    return statSync(this.path(sha256), { throwIfNoEntry: false })?.size === size;
  }

  /** The path of an object of that size, which counts as used now; undefined when there is none. */
  find(expected: Expected): string | undefined {
    if (!this.has(expected)) return undefined;
    const path = this.path(expected.sha256);
    const now = new Date();
    try {
      utimesSync(path, now, now);
    } catch {
      // Of a cache that may only be read the times stay.
    }
    return path;
  }

  /** Whether an object's content is what its name says; reads all of it. */
  async verify(sha256: string): Promise<boolean> {
    return (await digestOfFile(this.path(sha256))) === sha256;
  }

  /**
   * Takes over a finished file on the same file system, whose digest the caller has computed; returns its new path.
   * @throws SpmError of exit 12
   */
  adopt(file: string, sha256: string): string {
    const path = this.path(sha256);
    moveTo(file, path);
    return path;
  }

  /** The path of a new file in the cache, for what is unfinished; what is there at the end of the scope is removed. */
  temporary(): TemporaryFile {
    return temporaryFile(this.layout.work);
  }

  /** A small text kept under a name; undefined when there is none. */
  readNote(name: string): string | undefined {
    const path = this.#notePath(name);
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return undefined;
      throw systemError(error, path);
    }
  }

  /** @throws SpmError of exit 12 */
  writeNote(name: string, text: string): void {
    using file = this.temporary();
    try {
      writeFileSync(file.path, text);
    } catch (error) {
      throw systemError(error, file.path);
    }
    moveTo(file.path, this.#notePath(name));
  }

  #notePath(name: string): string {
    return join(this.layout.notes, `${name}.json`);
  }
}

function moveTo(file: string, path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    renameSync(file, path);
  } catch (error) {
    throw systemError(error, path);
  }
}
