import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { moveIntoPlace, replaceFile } from '../durable.ts';
import { systemError } from '../errors.ts';
import { objectPath, readStateIn, STATE_FILE } from './read-state.ts';
import type { RepositoryState, StoredObject } from './state.ts';
import { printState } from './state.ts';

/**
 * What was synced of one repository: a folder of files named after their digests, and `state.json`, whose replacement is the one
 * step that makes new files count. A crash before it leaves the old state and files that the next sync continues or removes.
 */
export class RepositoryStore {
  readonly folder: string;

  constructor(storeFolder: string, repository: string) {
    this.folder = join(storeFolder, repository);
  }

  async prepare(): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true });
    } catch (error) {
      throw systemError(error, this.folder);
    }
  }

  readState(): RepositoryState {
    return readStateIn(this.folder);
  }

  pathOf({ sha256 }: StoredObject): string {
    return objectPath(this.folder, sha256);
  }

  /** Where a file is written until it is known to be right. */
  partialPath(key: string): string {
    return join(this.folder, `${key}.part`);
  }

  async holds(object: StoredObject): Promise<boolean> {
    const stats = await stat(this.pathOf(object)).catch(() => undefined);
    return stats?.size === object.size;
  }

  /** Takes a complete file into the store. */
  async keep(partial: string, object: StoredObject): Promise<void> {
    await moveIntoPlace(partial, this.pathOf(object));
  }

  /** Makes `state` what the store holds. */
  async commit(state: RepositoryState): Promise<void> {
    await replaceFile(join(this.folder, STATE_FILE), printState(state));
  }

  /** Removes what the state does not name: old files, and what unfinished runs left. */
  async tidy({ heads }: RepositoryState): Promise<void> {
    const objects = heads.flatMap((head) => [head, ...head.parts]);
    const kept = new Set([STATE_FILE, ...objects.map(({ sha256 }) => sha256)]);
    try {
      for (const name of await readdir(this.folder)) {
        if (!kept.has(name)) await rm(join(this.folder, name), { recursive: true, force: true });
      }
    } catch (error) {
      throw systemError(error, this.folder);
    }
  }

  /** Forgets everything. */
  async remove(): Promise<void> {
    try {
      await rm(this.folder, { recursive: true, force: true });
    } catch (error) {
      throw systemError(error, this.folder);
    }
  }
}
