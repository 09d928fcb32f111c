import { defineCommand, type Handler } from '@mpkg/cli';

import { RESET_EXITS, RESET_OPERANDS, RESET_OPTIONS } from './reset-options.ts';

const reset: Handler<typeof RESET_OPTIONS> = async (call) => {
  const { resetPackages } = await import('./reset-packages.ts');
  return resetPackages(call, ['conf', 'data', 'home']);
};

export const RESET = defineCommand({
  name: 'reset',
  summary: 'put configuration, data and home of packages back to their defaults',
  description: ['What "spm reset_conf", "spm reset_data" and "spm reset_home" do, one after the other.'],
  operands: RESET_OPERANDS,
  options: RESET_OPTIONS,
  examples: [{ command: 'spm reset hello --backup', does: 'Have everything of hello as it came.' }],
  exits: RESET_EXITS,
  load: async () => reset,
});
