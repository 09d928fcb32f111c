import { defineCommand, UsageError, type Call, type Handler } from '@mpkg/cli';

import type { CleanPolicy } from '../../../artifacts/clean.ts';
import type { StateStore } from '../../../state/store.ts';
import { countText } from '../../../query/count-text.ts';

const OPTIONS = {
  'max-age': { kind: 'number', placeholder: 'DAYS', summary: 'Only what was not used for so many days' },
  'max-size': { kind: 'number', placeholder: 'MB', summary: 'Only as much as is over this size' },
} as const;

const DAY_MS = 24 * 60 * 60 * 1000;
const MEGABYTE = 1000 * 1000;

const clean: Handler<typeof OPTIONS> = async (call) => {
  const { cacheOf } = await import('../open-artifacts.ts');
  const { rootOf } = await import('../../surroundings.ts');
  const { holdState } = await import('../../../state/lock.ts');
  const { cleanCache, selectForRemoval } = await import('../../../artifacts/clean.ts');
  const { inventory } = await import('../../../artifacts/inventory.ts');
  const { sizeText } = await import('../../../query/size-text.ts');
  const cache = cacheOf(call);
  if (call.options['dry-run']) {
    const { StateStore } = await import('../../../state/store.ts');
    const policy = await policyOf(call, new StateStore(rootOf(call)));
    const removed = selectForRemoval([...inventory(cache)], policy);
    return { result: { removed }, lines: removed.map(({ path }) => path) };
  }
  using state = await holdState(rootOf(call), { waitSeconds: call.options.wait, signal: call.signal });
  const { removed, freed, kept } = cleanCache(cache, await policyOf(call, state.store));
  call.report.note(
    `removed ${countText(removed.length, 'file')}, ${sizeText(freed)}; ${sizeText(kept)} stay`,
  );
  return { result: { removed, freed, kept }, lines: removed.map(({ path }) => path) };
};

async function policyOf({ options }: Call<typeof OPTIONS>, store: StateStore): Promise<CleanPolicy> {
  const { keptDigests } = await import('../../../history/kept.ts');
  const { 'max-age': days, 'max-size': megabytes } = options;
  if ((days ?? 0) < 0 || (megabytes ?? 0) < 0) throw new UsageError('an age or size is not negative');
  return {
    keep: keptDigests(store),
    now: Date.now(),
    ...(days !== undefined && { maxAge: days * DAY_MS }),
    ...(megabytes !== undefined && { maxBytes: megabytes * MEGABYTE }),
  };
}

export const CACHE_CLEAN = defineCommand({
  name: 'cache clean',
  summary: 'remove from the cache what nothing needs',
  description: [
    'What is installed and what undoing the history takes stays always. Without options everything else goes; with them, what was not used for long, or the oldest of what is too much.',
  ],
  options: OPTIONS,
  examples: [{ command: 'spm cache clean --max-age 30', does: 'Remove what was not used for a month.' }],
  exits: [8, 12],
  load: async () => clean,
});
