import { defineCommand, type Handler } from '@mpkg/cli';

const add: Handler<{}> = async (call) => {
  const { settingsFor } = await import('../../surroundings.ts');
  const { carryOut } = await import('../carry-out.ts');
  const { namedForSkip } = await import('./named.ts');
  const { planSkip } = await import('../../../plan/skip.ts');
  const [name = '', path = ''] = call.operands;
  return carryOut(call, {
    settings: await settingsFor(call),
    plan: (store) => planSkip(store, namedForSkip(store, name), path),
  });
};

export const SKIP_ADD = defineCommand({
  name: 'skip add',
  summary: 'remove a part of an installed package, and leave it out from now on',
  description: [
    'PATH goes with everything below it. Of a package that is not installed yet, it is left out when that comes. It stays away through updates, and comes back with "spm skip rm", without a network.',
  ],
  operands: [
    { name: 'NAME', summary: 'a package', complete: 'package' },
    { name: 'PATH', summary: 'a file or directory of it', complete: 'file' },
  ],
  options: {},
  examples: [{ command: 'spm skip add nginx usr/share/doc', does: 'Do without its documentation.' }],
  exits: [2, 3, 4, 8, 9, 12, 14],
  load: async () => add,
});
