import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { bytesOfText, realDisk, releaseLock, takeLock, type LockOptions } from '@mpkg/mpkg';

import { systemError } from '../errors.ts';

/**
 * Runs a task while no other process syncs into the same store.
 *
 * @throws MpkgError `locked`, naming the holder.
 */
export async function withStoreLock<T>(
  storeFolder: string,
  options: LockOptions,
  task: () => Promise<T>,
): Promise<T> {
  const path = bytesOfText(join(storeFolder, '.lock'));
  try {
    await mkdir(storeFolder, { recursive: true });
    await takeLock(realDisk, path, options);
  } catch (error) {
    throw systemError(error, path);
  }
  try {
    return await task();
  } finally {
    releaseLock(realDisk, path);
  }
}
