import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { bytesOfText, MpkgError, realDisk, releaseLock, takeLock, type LockOptions } from '@mpkg/mpkg';

import { SpmError, systemError } from '../errors.ts';

/**
 * Runs a task while no other process syncs into the same store.
 *
 * @throws SpmError `locked`, naming the holder.
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
    throw error instanceof MpkgError ? held(error) : systemError(error, path);
  }
  try {
    return await task();
  } finally {
    releaseLock(realDisk, path);
  }
}

function held({ message, subject, hint, details, exit }: MpkgError): SpmError {
  const code = exit === 8 ? 'locked' : 'io-failed';
  return new SpmError(code, message, {
    ...(subject !== undefined && { subject }),
    ...(hint !== undefined && { hint }),
    ...(details !== undefined && { details }),
  });
}
