import { defineCommand, type Handler } from '@mpkg/cli';

const add: Handler<{}> = async (call) => {
  const { changeSkipsOf } = await import('./change-skips.ts');
  return changeSkipsOf(call, 'skip');
};

export const SKIP_ADD = defineCommand({
  name: 'skip add',
  summary: 'remove parts of an installed package, and leave them out from now on',
  description: [
    'Each PATH goes with everything below it. It stays away through updates and comes back with "spm skip rm", without a network.',
  ],
  operands: [
    { name: 'NAME', summary: 'an installed package', complete: 'package' },
    { name: 'PATH', summary: 'a file or directory of it', many: true, complete: 'file' },
  ],
  options: {},
  examples: [{ command: 'spm skip add nginx usr/share/doc', does: 'Do without its documentation.' }],
  exits: [3, 4, 6, 8, 11, 12],
  load: async () => add,
});
