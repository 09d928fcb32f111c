import { defineCommand, type Handler } from '@mpkg/cli';

const remove: Handler<{}> = async (call) => {
  const { carryOut } = await import('../carry-out.ts');
  const { settingsFor } = await import('../../surroundings.ts');
  const { planForget } = await import('../../../plan/wishes.ts');
  const [name = ''] = call.operands;
  return carryOut(call, {
    settings: await settingsFor(call),
    plan: (store) => planForget(store, 'block', name),
  });
};

export const BLACKLIST_RM = defineCommand({
  name: 'blacklist rm',
  aliases: ['blacklist remove'],
  summary: 'allow all versions of a package again',
  operands: [{ name: 'NAME', summary: 'a name of "spm blacklist list"', complete: 'package' }],
  options: {},
  exits: [3, 8, 12],
  load: async () => remove,
});
