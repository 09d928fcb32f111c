import { defineCommand, type Call, type Handler } from '@mpkg/cli';

import type { PackageId } from '../../package/package.ts';
import type { StateStore } from '../../state/store.ts';
import { AUTH_WARN_OPTION, flaggedValues } from './options.ts';

const repair: Handler<typeof AUTH_WARN_OPTION> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const { carryOut } = await import('./carry-out.ts');
  const { planRepair } = await import('../../plan/repair.ts');
  return carryOut(call, {
    settings: await settingsFor(call, flaggedValues(call.options)),
    plan: async (store) => planRepair(store, await damagedOf(call, store)),
  });
};

/** The named packages, or those that are not as they were deployed. */
async function damagedOf({ operands }: Call, store: StateStore): Promise<PackageId[]> {
  const { resolveInstalled } = await import('../../plan/remove.ts');
  if (operands.length > 0) return operands.map((name) => resolveInstalled(store, name));
  const { verifyPackages } = await import('../../state/verify.ts');
  return verifyPackages(store, store.installed().packages.keys())
    .filter(({ damaged }) => damaged.length > 0)
    .map(({ id }) => id);
}

export const REPAIR = defineCommand({
  name: 'repair',
  summary: 'deploy damaged packages once more',
  description: [
    'Without NAME, every package whose files are not as they were deployed. The same versions are deployed again, from the cache; what a user made of a file is kept beside as PATH.mpkg-save, edited configuration stays.',
  ],
  operands: [
    { name: 'NAME', summary: 'an installed package', optional: true, many: true, complete: 'package' },
  ],
  options: AUTH_WARN_OPTION,
  examples: [{ command: 'spm repair', does: 'Put right whatever "spm verify" complains of.' }],
  exits: [3, 6, 7, 8, 9, 12, 14],
  load: async () => repair,
});
