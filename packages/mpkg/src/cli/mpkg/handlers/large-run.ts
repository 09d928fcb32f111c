import fs from 'node:fs';
import type { Call } from '@mpkg/cli';
import { bytesOfText, fsPath } from '../../../bytes.ts';
import { LIST_SUFFIX, STATE_DIRECTORY, StateStore } from '../../../state/store.ts';
import {
  BOTH_TIERS,
  LAST_TIER,
  startAgainForPackages,
  startAgainForXz,
  startAgainWithout,
} from '../../start-again.ts';
import { packageOperand } from './package-operand.ts';

/** From about a thousand entries on, starting again (5 ms) is cheaper than going on. */
const LARGE_ARCHIVES = 4 * 2 ** 20;
const LARGE_LISTS = 64 * 2 ** 10;
/** From here on what is kept of packages is more than what one of them takes. */
const MANY_PACKAGES = 32;

/** A deployment of something new keeps less in mind than a replacement: it can afford the tier that makes it faster. */
export function prepareForArchives(files: readonly string[], { replace }: { replace: boolean }): void {
  startAgainForXz(files);
  if (sizeOf(files.map(bytesOfText)) < LARGE_ARCHIVES) return;
  if (files.length >= MANY_PACKAGES) startAgainForPackages(replace ? 'replace' : 'deploy');
  startAgainWithout(replace ? BOTH_TIERS : LAST_TIER);
}

export function prepareForLists({ operands, options }: Call): void {
  const group = options['group'] as string | undefined;
  const store = new StateStore(`${options.prefix ?? options.root ?? ''}/${STATE_DIRECTORY}`);
  const lists = operands.map((operand) => store.file(packageOperand(operand, group), LIST_SUFFIX));
  if (sizeOf(lists) < LARGE_LISTS) return;
  if (lists.length >= MANY_PACKAGES) startAgainForPackages('remove');
  startAgainWithout(BOTH_TIERS);
}

function sizeOf(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + sizeOfFile(file), 0);
}

/** 0 for what cannot be looked at: why, is told by what reads it. */
function sizeOfFile(file: string): number {
  try {
    return fs.statSync(fsPath(file)).size;
  } catch {
    return 0;
  }
}
