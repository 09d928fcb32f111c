import { defineCommand, type Handler } from '@mpkg/cli';

const add: Handler<{}> = async (call) => {
  const { carryOut } = await import('../carry-out.ts');
  const { settingsFor } = await import('../../surroundings.ts');
  const { planBlock } = await import('../../../plan/wishes.ts');
  const { splitWish } = await import('../split-wish.ts');
  const { id, range } = splitWish(call.operands[0] ?? '');
  return carryOut(call, { settings: await settingsFor(call), plan: (store) => planBlock(store, id, range) });
};

export const BLACKLIST_ADD = defineCommand({
  name: 'blacklist add',
  summary: 'never install certain versions of a package',
  description: ['What is installed already stays. "spm install NAME --override" installs it all the same.'],
  operands: [{ name: 'NAME', summary: 'NAME, NAME=VERSION or NAME and a range', complete: 'package' }],
  options: {},
  examples: [
    { command: "spm blacklist add 'tomcat>=11'", does: 'Never go to version 11.' },
    { command: 'spm blacklist add snapd', does: 'Never install it at all.' },
  ],
  exits: [2, 8, 12],
  load: async () => add,
});
