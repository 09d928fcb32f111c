import fs from 'node:fs';
import type { Call } from '@mpkg/cli';
import { bytesOfText, fsPath } from '../../../bytes.ts';
import { LIST_SUFFIX, STATE_DIRECTORY, StateStore } from '../../../state/store.ts';
import {
  BOTH_TIERS,
  hasStartedAgain,
  LAST_TIER,
  startAgainForEntries,
  startAgainForPackages,
  startAgainForXz,
  startAgainWithout,
} from '../../start-again.ts';
import { packageOperand } from './package-operand.ts';

/** From about a thousand entries on, starting again (5 ms) is cheaper than going on. */
const LARGE_ARCHIVES = 4 * 2 ** 20;
const LARGE_LISTS = 64 * 2 ** 10;
/** From some ten thousands of entries on, the garbage that is let pile up is most of what a run takes. */
const VERY_LARGE_INDEXES = 2 ** 20;
const VERY_LARGE_LISTS = 2 * 2 ** 20;
/** From here on what is kept of packages is more than what one of them takes. */
const MANY_PACKAGES = 32;

/** A deployment of something new keeps less in mind than a replacement: it can afford the tier that makes it faster. */
export async function prepareForArchives(
  files: readonly string[],
  { replace }: { replace: boolean },
): Promise<void> {
  if (hasStartedAgain()) return;
  startAgainForXz(files);
  const size = sizeOf(files.map(bytesOfText));
  if (size >= LARGE_ARCHIVES && files.length >= MANY_PACKAGES) startAgainForPackages();
  if (size >= VERY_LARGE_INDEXES && (await indexBytesOf(files)) >= VERY_LARGE_INDEXES) startAgainForEntries();
  if (size >= LARGE_ARCHIVES) startAgainWithout(replace ? BOTH_TIERS : LAST_TIER);
}

export function prepareForLists({ operands, options }: Call): void {
  const group = options['group'] as string | undefined;
  const store = new StateStore(`${options.prefix ?? options.root ?? ''}/${STATE_DIRECTORY}`);
  const lists = operands.map((operand) => store.file(packageOperand(operand, group), LIST_SUFFIX));
  const size = sizeOf(lists);
  if (size < LARGE_LISTS) return;
  if (lists.length >= MANY_PACKAGES) startAgainForPackages();
  if (size >= VERY_LARGE_LISTS) startAgainForEntries();
  startAgainWithout(BOTH_TIERS);
}

/** Of all archives together. */
async function indexBytesOf(files: readonly string[]): Promise<number> {
  const { indexBytesOf: indexBytesOfOne } = await import('../../../archive/index-bytes.ts');
  const bytes = await Promise.all(files.map((file) => indexBytesOfOne(file)));
  return bytes.reduce((sum, each) => sum + each, 0);
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
