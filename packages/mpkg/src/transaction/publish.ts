import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';
import { ioError } from '../tree/io-error.ts';
import { hasCode, lookAt, refusesLink } from '../tree/look.ts';
import { parentOf } from '../tree/paths.ts';
import { isStaged, reach, type Ground } from './ground.ts';
import type { MoveOperation, Operation, ReplaceOperation } from '../plan/operation.ts';

/** The time of a directory's last change when it was planned with, in ms; undefined when a change might not show in it. */
export type LastChange = (directory: Bytes) => number | undefined;

/**
 * Carries the operations out in order.
 * @throws MpkgError `file-conflict` when something appeared where nothing was planned with; otherwise what the system says of a place
 */
export function publish(ground: Ground, operations: Iterable<Operation>, lastChange: LastChange): void {
  const guard = new NewcomerGuard(ground, lastChange);
  for (const operation of operations) {
    try {
      if (operation.kind === 'replace') replace(ground, operation);
      else move(ground, operation, guard);
    } catch (error) {
      throw ioError(error, ground.absolute(placeOf(ground, operation)));
    }
  }
}

/** What people know of an operation: not its stage. */
function placeOf(ground: Ground, operation: Operation): Bytes {
  if (operation.kind === 'replace') return operation.target;
  return isStaged(ground, operation.to) ? operation.from : operation.to;
}

function move(ground: Ground, { from, to, what }: MoveOperation, guard: NewcomerGuard): void {
  const target = reach(ground, to);
  if (!isStaged(ground, to) && what !== 'directory') guard.expectNothing(to, target);
  try {
    ground.disk.rename(reach(ground, from), reach(ground, to));
  } catch (error) {
    throw OCCUPIED.some((code) => hasCode(error, code)) ? newcomer(to, error) : error;
  }
}

/** What rename(2) says of a directory's target that is neither missing nor an empty directory. */
const OCCUPIED = ['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EISDIR'];

/**
 * The old leaf gets its second name first, so the target is the old or the new one at any moment. Where hard links are refused
 * (other owner, no support), the target is missing for an instant.
 */
function replace(ground: Ground, { item, target, backup }: ReplaceOperation): void {
  const { disk } = ground;
  try {
    disk.hardLink(reach(ground, target), reach(ground, backup));
  } catch (error) {
    if (!refusesLink(error)) throw error;
    disk.rename(reach(ground, target), reach(ground, backup));
  }
  disk.rename(reach(ground, item), reach(ground, target));
}

/**
 * rename(2) onto a file would destroy it, so what appeared since the plan must be seen. A directory whose time of change is
 * the planned one has no new names: one look serves all that arrives in it, as long as nothing else is done in between.
 */
class NewcomerGuard {
  readonly #ground: Ground;
  readonly #lastChange: LastChange;
  #trusted: Bytes | undefined;
  readonly #visited = new Set<Bytes>();

  constructor(ground: Ground, lastChange: LastChange) {
    this.#ground = ground;
    this.#lastChange = lastChange;
  }

  expectNothing(path: Bytes, reached: Bytes): void {
    const directory = parentOf(path);
    if (!this.#visited.has(directory)) {
      this.#visited.add(directory);
      const planned = this.#lastChange(directory);
      const isUnchanged = planned !== undefined && this.#ground.directories.modifiedAt(directory) === planned;
      if (isUnchanged) this.#trusted = directory;
    }
    if (this.#trusted === directory || lookAt(reached) === undefined) return;
    throw newcomer(path);
  }
}

function newcomer(path: Bytes, cause?: unknown): MpkgError {
  const subject = textOfBytes(path);
  return new MpkgError('file-conflict', `/${subject} appeared meanwhile; nothing was changed`, {
    subject,
    details: { paths: [subject] },
    cause,
  });
}
