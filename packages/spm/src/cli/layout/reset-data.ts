import { defineCommand, type Handler } from '@mpkg/cli';

import { RESET_EXITS, RESET_OPERANDS, RESET_OPTIONS } from './reset-options.ts';

const resetData: Handler<typeof RESET_OPTIONS> = async (call) => {
  const { resetPackages } = await import('./reset-packages.ts');
  return resetPackages(call, ['data']);
};

export const RESET_DATA = defineCommand({
  name: 'reset_data',
  summary: 'put the data of packages back to its defaults',
  description: ['As "spm reset_conf", for what programs of the package keep below /var. Stop them before.'],
  operands: RESET_OPERANDS,
  options: RESET_OPTIONS,
  examples: [
    { command: 'spm reset_data hello --backup', does: 'Begin anew, and keep the present data beside.' },
  ],
  exits: RESET_EXITS,
  load: async () => resetData,
});
