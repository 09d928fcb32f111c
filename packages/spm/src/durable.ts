import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { systemError } from './errors.ts';

/**
 * Puts a whole file in place of another: after a crash at any point, `path` holds the old content or the new.
 *
 * @param mode permission bits of the new file.
 * @throws SpmError of exit 12, or `file-not-found` when the folder is missing.
 */
export async function replaceFile(path: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.chmod(mode);
    } finally {
      await file.close();
    }
    await moveIntoPlace(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw systemError(error, path);
  }
}

/** Renames a written file to where it belongs, durably: its content first, then its name. */
export async function moveIntoPlace(from: string, to: string): Promise<void> {
  try {
    await syncPath(from);
    await rename(from, to);
    await syncPath(dirname(to));
  } catch (error) {
    throw systemError(error, to);
  }
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
