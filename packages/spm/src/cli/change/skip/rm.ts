import { defineCommand, type Handler } from '@mpkg/cli';

const remove: Handler<{}> = async (call) => {
  const { changeSkipsOf } = await import('./change-skips.ts');
  return changeSkipsOf(call, 'unskip');
};

export const SKIP_RM = defineCommand({
  name: 'skip rm',
  aliases: ['skip remove'],
  summary: 'bring skipped parts of a package back',
  operands: [
    { name: 'NAME', summary: 'an installed package', complete: 'package' },
    { name: 'PATH', summary: 'a path of "spm skip list"', many: true, complete: 'file' },
  ],
  options: {},
  exits: [3, 4, 6, 8, 11, 12],
  load: async () => remove,
});
