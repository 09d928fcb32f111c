import fs from 'node:fs';
import type { Call } from '@mpkg/cli';
import { bytesOfText, fsPath } from '../../../bytes.ts';
import { LIST_SUFFIX, STATE_DIRECTORY, StateStore } from '../../../state/store.ts';
import { packageOperand } from './package-operand.ts';

/** From about a thousand entries on, starting again (5 ms) is cheaper than going on. */
const LARGE_ARCHIVES = 4 * 2 ** 20;
const LARGE_LISTS = 64 * 2 ** 10;

/** The tiers of the runtime's optimising compiler. */
const LAST_TIER = 'BUN_JSC_useFTLJIT';
const BOTH_TIERS = 'BUN_JSC_useDFGJIT';
/** Where a compiled executable finds its own program. */
const EMBEDDED = '/$bunfs/';

/** A deployment of something new keeps less in mind than a replacement: it can afford the tier that makes it faster. */
export function prepareForArchives(files: readonly string[], { replace }: { replace: boolean }): void {
  if (sizeOf(files.map(bytesOfText)) < LARGE_ARCHIVES) return;
  startAgainWithout(replace ? BOTH_TIERS : LAST_TIER);
}

export function prepareForLists({ operands, options }: Call): void {
  const group = options['group'] as string | undefined;
  const store = new StateStore(`${options.prefix ?? options.root ?? ''}/${STATE_DIRECTORY}`);
  const lists = operands.map((operand) => store.file(packageOperand(operand, group), LIST_SUFFIX));
  if (sizeOf(lists) >= LARGE_LISTS) startAgainWithout(BOTH_TIERS);
}

/**
 * Replaces this process by the same command without tiers of the runtime's optimising compiler: their threads compete with a
 * run that is over before they are of use, and their code takes memory. Measured with 8,000 files, in MB with all tiers,
 * without the last, without both: 67, 62, 57 to deploy; 75, 70, 64 to replace; 71, 66, 60 to remove. Elsewhere than in the compiled
 * executable this does nothing.
 */
function startAgainWithout(tiers: string): void {
  const [, program = '', ...args] = process.argv;
  if (!program.startsWith(EMBEDDED)) return;
  if (process.env[LAST_TIER] !== undefined || process.env[BOTH_TIERS] !== undefined) return;
  process.execve?.(process.execPath, [process.argv0, ...args], { ...process.env, [tiers]: '0' });
}

function sizeOf(files: readonly string[]): number {
  return files.reduce(
    (sum, file) => sum + (fs.statSync(fsPath(file), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}
