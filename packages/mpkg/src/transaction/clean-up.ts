import type { Disk } from '../tree/disk.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';
import { hasCode } from '../tree/look.ts';
import { join } from '../tree/paths.ts';
import { removeTree } from '../tree/remove-tree.ts';
import { isStaged, reach, type Ground } from './ground.ts';
import type { Operation } from '../plan/operation.ts';
import type { Journal } from './journal.ts';
import { removeIfEmpty, removeSubtree, returnForeign, type KeptPath } from './subtree.ts';

/**
 * Finishes a committed transaction: deletes what was thrown away, the stages and the directories that are empty now. Files of
 * others that were carried off inside a directory go back, and so does what may not be deleted. May be cut short and run again.
 * @returns what may not be deleted
 */
export function cleanUp(ground: Ground, { operations, prune, stages }: Journal): KeptPath[] {
  const kept: Bytes[] = [];
  for (const operation of operations) kept.push(...discard(ground, operation));
  for (const stage of stages) removeTree(ground.disk, ground.absolute(stage));
  for (const directory of prune) {
    try {
      removeIfEmpty(ground.disk, reach(ground, directory));
    } catch (error) {
      if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR')) throw error;
    }
  }
  return kept.map(textOfBytes);
}

function discard(ground: Ground, operation: Operation): Bytes[] {
  const trash = operation.kind === 'move' ? operation.to : operation.backup;
  if (!isStaged(ground, trash)) return [];
  const path = ground.absolute(trash);
  if (operation.kind === 'replace' || operation.subtree === null) {
    removeLeaf(ground.disk, path);
    return [];
  }
  const forbidden = removeSubtree(ground.disk, path, operation.subtree);
  returnForeign(ground.disk, path, ground.absolute(operation.from));
  return forbidden.map((below) => join(operation.from, below));
}

function removeLeaf(disk: Disk, path: string): void {
  try {
    disk.unlink(path);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}
