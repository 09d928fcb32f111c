import type { Stats } from 'node:fs';
import { textOfBytes, type Bytes } from '../bytes.ts';
import type { OperationList } from '../plan/operation-list.ts';
import { SAVE_SUFFIX } from '../plan/operations.ts';
import { hasCode, kindOf, lookAt } from '../tree/look.ts';
import { removeTree } from '../tree/remove-tree.ts';
import { isStaged, reach, type Ground } from './ground.ts';
import type { MoveOperation, Operation, ReplaceOperation } from '../plan/operation.ts';
import { removeSubtree, returnForeign, type KeptPath } from './subtree.ts';

/**
 * Undoes the operations, last first, whichever of them were carried out, then removes the stages. May be cut short and run
 * again.
 */
export function rollBack(ground: Ground, operations: OperationList): KeptPath[] {
  ensureStages(ground);
  const kept: Bytes[] = [];
  for (const operation of operations.reversed()) {
    const path = undo(ground, operation);
    if (path !== undefined) kept.push(path);
  }
  for (const stage of ground.stages) removeTree(ground.disk, ground.absolute(stage));
  return kept.map(textOfBytes);
}

function undo(ground: Ground, operation: Operation): Kept {
  if (operation.kind === 'replace') return undoReplace(ground, operation);
  return isStaged(ground, operation.from) ? undoArrival(ground, operation) : undoDeparture(ground, operation);
}

/** After a power cut a stage may be missing that held nothing. */
function ensureStages({ disk, absolute, stages }: Ground): void {
  for (const stage of stages) {
    if (lookAt(absolute(stage)) === undefined) disk.makeDirectory(absolute(stage), 0o700);
  }
}

type Kept = Bytes | undefined;

/** Published: nothing is left in the stage, and the target is of the type that was. */
function undoArrival(ground: Ground, { from, to, what, subtree }: MoveOperation): Kept {
  const item = ground.absolute(from);
  if (lookAt(item) === undefined) {
    const target = statusOf(ground, to);
    if (target === undefined) return undefined;
    if (kindOf(target) !== what) return to;
    ground.disk.rename(reach(ground, to), item);
  }
  if (subtree === null) return undefined;
  removeSubtree(ground.disk, item, subtree);
  returnForeign(ground.disk, item, ground.absolute(to));
  return undefined;
}

/** What somebody has put in the old place meanwhile stays, and ours goes beside it. */
function undoDeparture(ground: Ground, { from, to }: MoveOperation): Kept {
  if (statusOf(ground, to) === undefined) return undefined;
  if (statusOf(ground, from) === undefined) {
    ground.disk.rename(reach(ground, to), reach(ground, from));
    return undefined;
  }
  if (isStaged(ground, to)) {
    const aside = `${from}${SAVE_SUFFIX}` as Bytes;
    if (statusOf(ground, aside) === undefined) ground.disk.rename(ground.absolute(to), reach(ground, aside));
  }
  return from;
}

/** rename(2) of two names of one inode does nothing, so that case is told apart. */
function undoReplace(ground: Ground, { target, backup }: ReplaceOperation): Kept {
  const old = statusOf(ground, backup);
  if (old === undefined) return undefined;
  const current = statusOf(ground, target);
  if (current?.ino === old.ino && current.dev === old.dev) ground.disk.unlink(reach(ground, backup));
  else ground.disk.rename(reach(ground, backup), reach(ground, target));
  return undefined;
}

function statusOf(ground: Ground, path: Bytes): Stats | undefined {
  try {
    return lookAt(reach(ground, path));
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}
