import { defineCommand, type Handler } from '@mpkg/cli';

import { RESET_EXITS, RESET_OPERANDS, RESET_OPTIONS } from './reset-options.ts';

const resetConf: Handler<typeof RESET_OPTIONS> = async (call) => {
  const { resetPackages } = await import('./reset-packages.ts');
  return resetPackages(call, ['conf']);
};

export const RESET_CONF = defineCommand({
  name: 'reset_conf',
  summary: 'put the configuration of packages back to its defaults',
  description: [
    'The defaults are those in the def directory of a package of the layout, and for other packages the configuration files as they came. What is the default already is left alone, so it may be repeated; owner and permissions of a file that is there stay.',
    'Files that no default is known of are not touched. When something that is no file is where a default belongs, all such places are named, nothing is changed, and the exit status is 4.',
  ],
  operands: RESET_OPERANDS,
  options: RESET_OPTIONS,
  examples: [
    {
      command: 'spm reset_conf nginx --backup',
      does: 'Have the configuration of nginx as it came, and keep the present one.',
    },
  ],
  exits: RESET_EXITS,
  load: async () => resetConf,
});
