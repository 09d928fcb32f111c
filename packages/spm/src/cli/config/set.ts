import type { Handler } from '@mpkg/cli';
import { defineCommand } from '@mpkg/cli';

const setConfig: Handler<{}> = async (call) => {
  const { parseValue, withValue } = await import('../../config/index.ts');
  const { saveConfig } = await import('./save-config.ts');
  const [key = '', text = ''] = call.operands;
  const value = parseValue(text);
  await saveConfig(call, (source) => withValue(source, key, value));
  return { result: { key, value } };
};

export const CONFIG_SET = defineCommand({
  name: 'config set',
  summary: 'change a setting in the configuration file, keeping its comments',
  description: [
    'A VALUE is JSON, or else a plain text. The value null takes the key out, so that its default holds again.',
    'The file is replaced in one step, and only by a valid one; what another program changes meanwhile is not lost.',
  ],
  operands: [
    { name: 'KEY', summary: 'such as arch or network.timeout' },
    { name: 'VALUE', summary: 'JSON or a plain text', mayBeEmpty: true },
  ],
  options: {},
  examples: [
    { command: 'spm config set arch i686', does: 'Prefer packages for i686.' },
    {
      command: `spm config set foreign-archs '["i686"]'`,
      does: 'Allow packages for i686 beside the preferred ones.',
    },
    { command: 'spm config set network.ca null', does: 'Go back to the default.' },
  ],
  exits: [12],
  load: async () => setConfig,
});
