import type { Disk } from '../tree/disk.ts';
import { hasCode, lookAt } from '../tree/look.ts';
import { removeTree } from '../tree/remove-tree.ts';
import { isStaged, reach, type Ground } from './ground.ts';
import type { Journal, Operation } from './journal.ts';
import { removeIfEmpty, removeSubtree, returnForeign } from './subtree.ts';

/**
 * Finishes a committed transaction: deletes what was thrown away, the stages and the directories that are empty now. Files of
 * others that were carried off inside a directory go back. May be cut short and run again.
 */
export function cleanUp(ground: Ground, { operations, prune, stages }: Journal): void {
  for (const operation of operations) discard(ground, operation);
  for (const stage of stages) removeTree(ground.disk, ground.absolute(stage));
  for (const directory of prune) {
    try {
      removeIfEmpty(ground.disk, reach(ground, directory));
    } catch (error) {
      if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR')) throw error;
    }
  }
}

function discard(ground: Ground, operation: Operation): void {
  const trash = operation.kind === 'move' ? operation.to : operation.backup;
  if (!isStaged(ground, trash)) return;
  const path = ground.absolute(trash);
  if (operation.kind === 'replace' || operation.subtree === null) {
    removeLeaf(ground.disk, path);
    return;
  }
  removeSubtree(ground.disk, path, operation.subtree);
  if (lookAt(path) !== undefined) returnForeign(ground.disk, path, ground.absolute(operation.from));
}

function removeLeaf(disk: Disk, path: string): void {
  try {
    disk.unlink(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}
