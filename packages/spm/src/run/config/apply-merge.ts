import fs from 'node:fs';
import { fsPath } from '@mpkg/mpkg';

import { errnoOf, systemError } from '../../errors.ts';
import { digestOf, type ConfigMerge } from './plan-merge.ts';

/**
 * Puts the merged content in the place of the user's, owner and mode kept, and removes the new default from beside it. A file that
 * was changed once more, or replaced by something else, stays, and so does the new default. Twice is as good as once.
 * @returns whether the file has the merged content now.
 */
export function applyMerge(root: string, { path, newDefault, ours, merged }: ConfigMerge): boolean {
  const file = `${root === '/' ? '' : root}/${path}`;
  try {
    const now = contentOf(file);
    if (now !== merged) {
      if (now === undefined || digestOf(now) !== ours) return false;
      replaceContent(file, merged);
    }
    fs.rmSync(fsPath(`${root === '/' ? '' : root}/${newDefault}`), { force: true });
    return true;
  } catch (error) {
    throw systemError(error, file);
  }
}

function contentOf(file: string): string | undefined {
  try {
    if (!fs.lstatSync(fsPath(file)).isFile()) return undefined;
    return fs.readFileSync(fsPath(file), 'latin1');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function replaceContent(file: string, content: string): void {
  const { mode, uid, gid } = fs.statSync(fsPath(file));
  const draft = fsPath(`${file}.spm-merge`);
  fs.writeFileSync(draft, content, { encoding: 'latin1', mode: 0o600, flush: true });
  if (process.getuid?.() === 0) fs.chownSync(draft, uid, gid);
  fs.chmodSync(draft, mode & 0o7777);
  fs.renameSync(draft, fsPath(file));
}
