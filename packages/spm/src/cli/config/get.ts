import type { Handler } from '@mpkg/cli';
import { defineCommand } from '@mpkg/cli';

const getConfig: Handler<{}> = async (call) => {
  const { effectiveValues, isKey, KEYS, loadConfig, valueAt } = await import('../../config/index.ts');
  const { optionValues, pathsOf } = await import('../surroundings.ts');
  const file = await loadConfig(pathsOf(call));
  const values = effectiveValues({ file, environment: call.env, options: optionValues(call) });
  const [key] = call.operands;
  if (key === undefined) {
    const settings = KEYS.map((each) => ({ key: each, ...values[each] }));
    const lines = settings.map((each) => `${each.key} = ${JSON.stringify(each.value)}  (${each.source})`);
    return { result: { settings }, lines };
  }
  const { value, source } = isKey(key) ? values[key] : { value: valueAt(file, key), source: 'file' };
  return {
    result: { key, value, source },
    lines: [typeof value === 'string' ? value : JSON.stringify(value)],
  };
};

export const CONFIG_GET = defineCommand({
  name: 'config get',
  summary: 'show settings and where they come from',
  description: [
    'A setting comes from an option, the environment, /etc/spm/config.json or a default: the first of these that names it wins.',
    'The variable of a key is its name in capitals behind SPM_, with _ for other signs: SPM_NETWORK_AUTH_WARN for network.auth-warn.',
  ],
  operands: [
    {
      name: 'KEY',
      summary: 'such as network.timeout or repositories.0.urls; all settings without it',
      optional: true,
    },
  ],
  options: {},
  examples: [{ command: 'spm config get network.timeout', does: 'Print one value.' }],
  readsOnly: true,
  exits: [3],
  load: async () => getConfig,
});
