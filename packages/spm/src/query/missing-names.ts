import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { errnoOf } from '../errors.ts';
import { readText } from '../config/read-text.ts';

/** A name that was asked for and that no repository had. */
export interface MissingName {
  readonly name: string;
  readonly times: number;
  /** When it was asked for last. */
  readonly last: string;
}

/** Notes a name. Nothing leaves the machine; where the file may not be written, nothing is noted. */
export function noteMissing(file: string, name: string, now: Date): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, `${now.toISOString()} ${JSON.stringify(name)}\n`);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
}

/** The names noted, those asked for most often first, then the latest. */
export function missingNames(file: string): MissingName[] {
  const found = new Map<string, MissingName>();
  for (const line of readText(file)?.split('\n') ?? []) {
    const [, last = '', quoted] = /^(\S+) (".*")$/.exec(line) ?? [];
    if (quoted === undefined) continue;
    const name = JSON.parse(quoted) as string;
    found.set(name, { name, times: (found.get(name)?.times ?? 0) + 1, last });
  }
  return [...found.values()].sort((a, b) => b.times - a.times || (a.last < b.last ? 1 : -1));
}
