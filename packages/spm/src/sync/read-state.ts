import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { errnoOf, systemError } from '../errors.ts';
import type { RepositoryState } from './state.ts';
import { NOTHING, parseState } from './state.ts';

export const STATE_FILE = 'state.json';

/** What a repository's folder in the store holds; `NOTHING` when there is none. */
export function readStateIn(folder: string): RepositoryState {
  const path = join(folder, STATE_FILE);
  try {
    return parseState(readFileSync(path, 'utf8'));
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return NOTHING;
    throw systemError(error, path);
  }
}

/** Where a repository's folder keeps the file of a digest. */
export function objectPath(folder: string, sha256: string): string {
  return join(folder, sha256);
}
