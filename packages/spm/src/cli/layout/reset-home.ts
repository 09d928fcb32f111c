import { defineCommand, type Handler } from '@mpkg/cli';

import { RESET_EXITS, RESET_OPERANDS, RESET_OPTIONS } from './reset-options.ts';

const resetHome: Handler<typeof RESET_OPTIONS> = async (call) => {
  const { resetPackages } = await import('./reset-packages.ts');
  return resetPackages(call, ['home']);
};

export const RESET_HOME = defineCommand({
  name: 'reset_home',
  summary: 'put what packages keep in your home directory back to its defaults',
  description: [
    'As "spm reset_conf", for the files of the user who calls it, below HOME. It takes no lock and needs no permission but in that directory; nothing is written into a home of somebody else.',
  ],
  operands: RESET_OPERANDS,
  options: RESET_OPTIONS,
  examples: [
    { command: 'spm reset_home hello', does: 'Have the settings of hello in your home as they come.' },
  ],
  exits: RESET_EXITS,
  load: async () => resetHome,
});
