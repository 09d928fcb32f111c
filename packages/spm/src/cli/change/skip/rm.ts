import { defineCommand, type Handler } from '@mpkg/cli';

const remove: Handler<{}> = async (call) => {
  const { settingsFor } = await import('../../surroundings.ts');
  const { carryOut } = await import('../carry-out.ts');
  const { namedForSkip } = await import('./named.ts');
  const { planUnskip } = await import('../../../plan/skip.ts');
  const [name = '', path = ''] = call.operands;
  return carryOut(call, {
    settings: await settingsFor(call),
    plan: (store) => planUnskip(store, namedForSkip(store, name), path),
  });
};

export const SKIP_RM = defineCommand({
  name: 'skip rm',
  aliases: ['skip remove'],
  summary: 'bring a skipped part of a package back',
  operands: [
    { name: 'NAME', summary: 'a package', complete: 'package' },
    { name: 'PATH', summary: 'a path of "spm skip list"', complete: 'file' },
  ],
  options: {},
  exits: [2, 3, 4, 8, 9, 12, 14],
  load: async () => remove,
});
