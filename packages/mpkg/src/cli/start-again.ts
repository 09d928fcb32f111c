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
export function startAgainWithout(tiers: typeof LAST_TIER | typeof BOTH_TIERS, more = {}): void {
  if (!hasStartedAgain()) startAgain({ ...EARLY, ...more, [tiers]: '0' });
}

/** Whether this run was begun again already, or its tiers were chosen by the user. */
export function hasStartedAgain(): boolean {
  return [LAST_TIER, BOTH_TIERS].some((setting) => process.env[setting] !== undefined);
}

/** Collecting garbage of a few megabytes is no work for several threads. */
const ONE_COLLECTOR = { BUN_JSC_numberOfGCMarkers: '1', BUN_JSC_useConcurrentGC: '0' };
/** As little memory as this much of it in the machine would make the runtime use: it then lets less garbage pile up. */
const LITTLE_MEMORY = { BUN_JSC_forceRAMSize: String(4 * 2 ** 20) };
const VERY_LITTLE_MEMORY = { BUN_JSC_forceRAMSize: String(2 * 2 ** 20) };

/**
 * Begins again for work that keeps little in mind and goes through very many entries: without the last tier, whose compiler takes
 * 14 MB for loops as long as these, and with little garbage at a time. With 300,000 entries that is 61 instead of 100 MB to list
 * and no slower; 127 instead of 188 to deploy, 160 instead of 276 to replace.
 */
export function startAgainForEntries(): void {
  startAgainWithout(LAST_TIER, LITTLE_MEMORY);
}

/**
 * What survives a collection is mostly planned and stays to the end, so looking through it again finds little: that is done only
 * where new objects have less room than this share of the heap.
 */
const FEW_FULL_COLLECTIONS = { BUN_JSC_minEdenToOldGenerationRatio: '0.05' };

/**
 * Begins again for a run over many packages, which keeps what is planned of all in mind: beside that, garbage is let pile up no
 * further than a few megabytes. Measured with 200 packages of 8,000 files, in MB: 62 instead of 73 to deploy, 71 instead of 79 to
 * replace, 67 instead of 74 to remove.
 */
export function startAgainForPackages(): void {
  startAgainWithout(BOTH_TIERS, { ...VERY_LITTLE_MEMORY, ...FEW_FULL_COLLECTIONS, ...ONE_COLLECTOR });
}

/**
 * What the program `xz` decodes arrives in many small pieces, which are garbage soon: without the tiers that takes 55 instead of
 * 67 MB, and is no slower.
 */
export function startAgainForXz(files: readonly string[]): void {
  if (files.some((file) => codecOfName(file) === 'xz')) startAgainWithout(BOTH_TIERS);
}
