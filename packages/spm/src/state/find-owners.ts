import fs from 'node:fs';
import path from 'node:path';

import { errnoOf, SpmError } from '../errors.ts';
import type { PackageId } from '../package/package.ts';
import { filesOf } from './file-lists.ts';
import { readOwners } from './owners.ts';
import type { StateStore } from './store.ts';

/**
 * The packages that own a path: of a file or link at most one, of a directory all that have something below it. A path that
 * leads through links is also tried by where it leads.
 * @param asked a byte string; from the root of the tree, with or without a leading `/`.
 * @throws SpmError `path-not-owned`
 */
export function findOwners(store: StateStore, asked: string): PackageId[] {
  const names = [...new Set([normal(asked), resolvedIn(store.root, normal(asked))])];
  for (const name of names) {
    const owners = ownersOfFile(store, name);
    if (owners.length > 0) return owners;
  }
  const below = ownersBelow(store, names);
  if (below.length > 0) return below;
  throw new SpmError('path-not-owned', `no package owns ${asked}`, {
    subject: asked,
    hint: `spm find --file ${asked}`,
  });
}

/** The table names candidates by a hash; their lists decide. */
function ownersOfFile(store: StateStore, name: string): PackageId[] {
  return readOwners(store)
    .candidates(name)
    .filter((id) => {
      const files = filesOf(store.root, id);
      return files.includes(name) || files.some((file) => isThere(store.root, file, name));
    });
}

/** Whether the file, as its package lists it, is the one at `name` by way of a link. */
function isThere(root: string, file: string, name: string): boolean {
  return path.posix.basename(file) === path.posix.basename(name) && resolvedIn(root, file) === name;
}

/** The packages with something below one of the directories; every list is looked at. */
function ownersBelow(store: StateStore, directories: readonly string[]): PackageId[] {
  const prefixes = directories.map((name) => (name === '' ? '' : `${name}/`));
  return [...store.installed().packages.keys()].filter((id) =>
    filesOf(store.root, id).some((file) => prefixes.some((prefix) => file.startsWith(prefix))),
  );
}

function normal(name: string): string {
  return path.posix.normalize(`/${name}`).slice(1).replace(/\/$/, '');
}

/** Where a path leads with its directories' links followed; itself where that is outside the root, or nothing. */
export function resolvedIn(root: string, name: string): string {
  const directory = path.posix.dirname(name);
  try {
    const real = fs.realpathSync(Buffer.from(path.join(root, directory), 'latin1'), { encoding: 'latin1' });
    const top = fs.realpathSync(root, { encoding: 'latin1' });
    if (real !== top && !real.startsWith(top === '/' ? '/' : `${top}/`)) return name;
    return path.posix.join(real.slice(top.length), path.posix.basename(name)).replace(/^\//, '');
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return name;
  }
}
