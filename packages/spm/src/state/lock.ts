import fs from 'node:fs';
import { bytesOfText, realDisk, releaseLock, takeLock } from '@mpkg/mpkg';

import { systemError } from '../errors.ts';
import { HISTORY_DIRECTORY, LOCK_FILE } from './layout.ts';
import { StateStore } from './store.ts';

/** The right to change what is installed in a tree, from before a plan is made until it has been run. */
export interface HeldState extends Disposable {
  readonly store: StateStore;
}

export interface HoldOptions {
  /** How long to wait for another holder; 0 when absent. */
  readonly waitSeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Takes the lock of a tree's state, whose directories are made when they are missing.
 * @throws MpkgError `locked`, naming the holder; SpmError of exit 12
 */
export async function holdState(
  root: string,
  { waitSeconds = 0, signal }: HoldOptions = {},
): Promise<HeldState> {
  const store = new StateStore(root);
  const directory = store.pathOf(HISTORY_DIRECTORY);
  try {
    fs.mkdirSync(directory, { recursive: true, mode: 0o755 });
  } catch (error) {
    throw systemError(error, directory);
  }
  const file = bytesOfText(store.pathOf(LOCK_FILE));
  await takeLock(realDisk, file, { waitSeconds, signal });
  return { store, [Symbol.dispose]: () => releaseLock(realDisk, file) };
}
