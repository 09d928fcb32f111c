import { startAgain } from '@mpkg/cli';
import { codecOfName } from '../codec/codec.ts';

/** The tiers of the runtime's optimising compiler. */
export const LAST_TIER = 'BUN_JSC_useFTLJIT';
export const BOTH_TIERS = 'BUN_JSC_useDFGJIT';
/** A large run is long enough for what compiles quickly, which the executable is built to hold back. */
const EARLY = { BUN_JSC_jitPolicyScale: '2' };

/**
 * Replaces this process by the same command without tiers of the runtime's optimising compiler: their threads compete with a
 * run that is over before they are of use, and their code takes memory. Measured with 8,000 files, in MB with all tiers,
 * without the last, without both: 67, 62, 57 to deploy; 75, 70, 64 to replace; 71, 66, 60 to remove.
 */
export function startAgainWithout(tiers: typeof LAST_TIER | typeof BOTH_TIERS): void {
  const isDone = [LAST_TIER, BOTH_TIERS].some((setting) => process.env[setting] !== undefined);
  if (!isDone) startAgain({ ...EARLY, [tiers]: '0' });
}

/**
 * What the program `xz` decodes arrives in many small pieces, which are garbage soon: without the tiers that takes 55 instead of
 * 67 MB, and is no slower.
 */
export function startAgainForXz(files: readonly string[]): void {
  if (files.some((file) => codecOfName(file) === 'xz')) startAgainWithout(BOTH_TIERS);
}
