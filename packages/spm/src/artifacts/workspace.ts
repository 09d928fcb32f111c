import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { formatIdentity, ownIdentity } from '@mpkg/mpkg';

import { systemError } from '../errors.ts';

export interface Workspace extends Disposable {
  readonly path: string;
}

let serial = 0;

/** Makes a directory below `work` whose name tells whose it is, so that those of dead processes can be removed. */
export function openWorkspace(work: string): Workspace {
  const path = join(work, `${formatIdentity(ownIdentity())}.${serial++}`);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw systemError(error, path);
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
