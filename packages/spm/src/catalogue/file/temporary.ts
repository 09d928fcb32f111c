import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { errnoOf } from '../../errors.ts';

const SUFFIX = '.new';

let written = 0;

/** A name beside `path` that no other running program, and no other call of this one, writes to. */
export function temporaryBeside(path: string): string {
  return `${path}.${process.pid}.${written++}${SUFFIX}`;
}

/** Removes what programs that no longer run left beside `path`. What cannot be removed stays. */
export function removeAbandoned(path: string): void {
  const folder = dirname(path);
  const prefix = `${basename(path)}.`;
  for (const file of filesIn(folder)) {
    if (!file.startsWith(prefix) || !file.endsWith(SUFFIX)) continue;
    const pid = Number.parseInt(file.slice(prefix.length), 10);
    if (pid > 0 && !isRunning(pid)) rmSync(join(folder, file), { force: true });
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (cause) {
    return errnoOf(cause) !== 'ESRCH';
  }
}
