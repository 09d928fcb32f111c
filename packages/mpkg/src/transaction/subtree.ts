import fs from 'node:fs';
import { fsPath } from '../bytes.ts';
import type { Disk } from '../tree/disk.ts';
import { hasCode, kindOf, lookAt, namesIn } from '../tree/look.ts';
import type { Subtree } from './journal.ts';

/** Removes what is listed below `directory`, and the directory. What is not listed stays, with the directories around it. */
export function removeSubtree(disk: Disk, directory: string, subtree: Subtree): void {
  for (let at = subtree.length - 1; at >= 0; at--) {
    const path = `${directory}/${subtree[at]}`;
    try {
      if (path.endsWith('/')) disk.removeDirectory(path.slice(0, -1));
      else disk.unlink(path);
    } catch (error) {
      if (!leavesForeign(error)) throw error;
    }
  }
  removeIfEmpty(disk, directory);
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

/**
 * Moves what others have put below `from` meanwhile to the same places below `to`, whose directories are made again. A name
 * that is taken there stays behind.
 */
export function returnForeign(disk: Disk, from: string, to: string): void {
  const status = lookAt(from);
  if (status === undefined) return;
  if (kindOf(lookAt(to)) === 'absent') {
    disk.makeDirectory(to, 0o755);
    disk.setOwner(to, status.uid, status.gid);
    disk.setMode(to, status.mode & 0o7777);
  }
  for (const name of namesIn(from)) {
    const [source, target] = [`${from}/${name}`, `${to}/${name}`];
    if (fs.lstatSync(fsPath(source)).isDirectory()) returnForeign(disk, source, target);
    else if (lookAt(target) === undefined) disk.rename(source, target);
  }
  removeIfEmpty(disk, from);
}

/** Something of somebody else is in the way, or it is gone already. */
function leavesForeign(error: unknown): boolean {
  return ['ENOENT', 'ENOTEMPTY', 'EEXIST', 'EISDIR', 'ENOTDIR', 'EBUSY'].some((code) => hasCode(error, code));
}
