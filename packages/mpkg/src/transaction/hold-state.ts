import type { Bytes } from '../bytes.ts';
import { establishState } from '../state/home.ts';
import { takeLock, type LockOptions } from '../state/lock.ts';
import { LOCK_FILE, STATE_DIRECTORY } from '../state/store.ts';
import type { Disk } from '../tree/disk.ts';
import { openWorkspace, resolveInHome, statePath } from '../state/workspace.ts';
import type { TreeView } from '../tree/view.ts';
import type { TransactionOptions } from './options.ts';

export interface HeldState {
  /** As it was before the lock was taken. */
  readonly view: TreeView;
  /** The state directory, from the root of the tree. */
  readonly state: Bytes;
}

/**
 * Takes the lock of a state, which is made when it is missing.
 * @throws MpkgError `locked`
 */
export async function holdState(
  disk: Disk,
  options: TransactionOptions,
  lock: LockOptions,
): Promise<HeldState> {
  for (;;) {
    const { view, home } = openWorkspace(options);
    const resolution = resolveInHome(view, home, STATE_DIRECTORY);
    const state = statePath(view, home);
    const isHeld =
      resolution.missing.length > 0
        ? establishState(disk, view, resolution)
        : await takeLock(disk, `${view.absolute(state)}/${LOCK_FILE}`, lock);
    if (isHeld) return { view, state };
  }
}
