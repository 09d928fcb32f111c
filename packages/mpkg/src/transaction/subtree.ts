import type { Bytes } from '../bytes.ts';
import type { Disk } from '../tree/disk.ts';
import { hasCode, lookAt, namesIn } from '../tree/look.ts';
import type { Subtree } from '../plan/operation.ts';

/** A path from the root of the tree, as text, where something stays that a transaction did not put there or may not delete. */
export type KeptPath = string;

/** What unlink(2) and rmdir(2) say of what is immutable, not ours, or mounted upon. */
const FORBIDS = ['EPERM', 'EACCES', 'EBUSY'];

/**
 * Removes what is listed below `directory`, and the directory. What is not listed stays, with the directories around it.
 * @returns what is listed and may not be deleted, as paths below `directory`: what is immutable or mounted upon, or in a
 *   directory that is not writable
 */
export function removeSubtree(disk: Disk, directory: string, subtree: Subtree): Bytes[] {
  const forbidden: Bytes[] = [];
  removeBelow(directory, subtree, '');
  removeIfEmpty(disk, directory);
  return forbidden;

  function removeBelow(above: string, listed: Subtree, prefix: string): void {
    for (const each of listed) {
      const name = typeof each === 'string' ? each : each[0];
      const path = `${above}/${name}`;
      if (typeof each !== 'string') removeBelow(path, each[1], `${prefix}${name}/`);
      try {
        if (typeof each === 'string') disk.unlink(path);
        else disk.removeDirectory(path);
      } catch (error) {
        if (FORBIDS.some((code) => hasCode(error, code))) forbidden.push(`${prefix}${name}` as Bytes);
        else if (!leavesForeign(error)) throw error;
      }
    }
  }
}

/** @returns whether it is gone. */
export function removeIfEmpty(disk: Disk, directory: string): boolean {
  try {
    disk.removeDirectory(directory);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return true;
    if (leavesForeign(error)) return false;
    throw error;
  }
}

/** Moves what was left of `from` back to `to`. A name that is taken there stays behind. */
export function returnForeign(disk: Disk, from: string, to: string): void {
  const [source, target] = [lookAt(from), lookAt(to)];
  if (source === undefined) return;
  if (target === undefined) return disk.rename(from, to);
  if (!source.isDirectory() || !target.isDirectory()) return;
  for (const name of namesIn(from)) returnForeign(disk, `${from}/${name}`, `${to}/${name}`);
  removeIfEmpty(disk, from);
}

/** Something of somebody else is in the way, or it is gone already. */
function leavesForeign(error: unknown): boolean {
  return ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EISDIR', 'ENOTDIR', 'EBUSY'].some((code) => hasCode(error, code));
}
