import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { formatIdentity, ownIdentity } from '@mpkg/mpkg';

import { systemError } from '../errors.ts';

export interface TemporaryFile extends Disposable {
  /** Nothing is there yet. */
  readonly path: string;
}

let serial = 0;

/** A path in `directory` whose name tells whose it is, so that what dead processes left can be removed. */
export function temporaryFile(directory: string): TemporaryFile {
  const path = join(directory, `${formatIdentity(ownIdentity())}.${serial++}`);
  try {
    mkdirSync(directory, { recursive: true });
  } catch (error) {
    throw systemError(error, directory);
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { force: true }) };
}
