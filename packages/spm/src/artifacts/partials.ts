import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { formatIdentity, mayRun, ownIdentity } from '@mpkg/mpkg';

import { errnoOf, systemError } from '../errors.ts';
import type { CacheLayout } from './layout.ts';

/**
 * The file into which this process fetches an artifact. What another process left of it when it ended is taken over, by
 * rename: whoever renames it first has it. What a living process is fetching is left alone.
 */
export function claimPartial({ partial }: CacheLayout, sha256: string): string {
  const own = join(partial, `${sha256}.${formatIdentity(ownIdentity())}`);
  try {
    mkdirSync(partial, { recursive: true });
    for (const name of readdirSync(partial)) {
      if (isFree(name, sha256) && renamed(join(partial, name), own)) break;
    }
  } catch (error) {
    throw systemError(error, partial);
  }
  return own;
}

/** Leaves what was fetched so far to whoever continues; nothing happens when there is nothing. */
export function releasePartial({ partial }: CacheLayout, sha256: string, own: string): void {
  if ((statSync(own, { throwIfNoEntry: false })?.size ?? 0) > 0) renamed(own, join(partial, sha256));
  else rmSync(own, { force: true });
}

/** `DIGEST` belongs to nobody, `DIGEST.PROCESS` to that process while it runs. */
function isFree(name: string, sha256: string): boolean {
  if (!name.startsWith(sha256)) return false;
  return name === sha256 || !mayRun(name.slice(sha256.length + 1));
}

function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}
