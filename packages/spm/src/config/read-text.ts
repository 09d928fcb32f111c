import { readFileSync } from 'node:fs';

import { errnoOf, systemError } from '../errors.ts';

/** The text of a file; undefined when there is none. */
export function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw systemError(error, file);
  }
}
