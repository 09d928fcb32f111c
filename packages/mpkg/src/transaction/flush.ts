import type { Bytes } from '../bytes.ts';
import type { Disk } from '../tree/disk.ts';
import { hasCode } from '../tree/look.ts';
import { parentOf } from '../tree/paths.ts';
import { syncDirectory, syncTree } from './durability.ts';
import { isStaged, reach, type Ground } from './ground.ts';
import type { Operation } from '../plan/operation.ts';

/**
 * Flushes the file systems of some directories as a whole, in one go each; where that is not possible, or is cut short,
 * `oneByOne` has to flush what matters.
 */
export async function flush(
  { disk, absolute }: Ground,
  directories: Iterable<Bytes>,
  oneByOne: () => void | Promise<void>,
): Promise<void> {
  for (const directory of directories) {
    if (!(await isFlushed(disk, absolute(directory)))) return oneByOne();
  }
}

async function isFlushed(disk: Disk, directory: Bytes): Promise<boolean> {
  try {
    return await disk.syncFileSystem(directory);
  } catch (error) {
    if (hasCode(error, 'EINTR')) return false;
    throw error;
  }
}

/** Makes what operations did, or what undoing them did, durable: new contents first, then every name on the way to them. */
export function flushOperations(ground: Ground, operations: Iterable<Operation>): void {
  const directories = new Set<Bytes>();
  for (const operation of operations) {
    const [from, to] =
      operation.kind === 'move' ? [operation.from, operation.to] : [operation.backup, operation.target];
    if (!isStaged(ground, to)) ifThere(() => syncTree(ground.disk, reach(ground, to)));
    for (const path of [from, to]) addParents(directories, path);
  }
  for (const directory of directories) {
    ifThere(() => syncDirectory(ground.disk, `${ground.directories.open(directory)}/.`));
  }
}

function addParents(directories: Set<Bytes>, path: Bytes): void {
  for (let at = path; at !== '';) directories.add((at = parentOf(at)));
}

/** Undone operations leave nothing at their targets. */
function ifThere(step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTDIR')) throw error;
  }
}
