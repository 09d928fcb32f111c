import { defineCommand, type Handler } from '@mpkg/cli';

import { AUTH_WARN_OPTION, flaggedValues, SCRIPTS_OPTION } from './options.ts';

const OPTIONS = { ...SCRIPTS_OPTION, ...AUTH_WARN_OPTION } as const;

const importPackage: Handler<typeof OPTIONS> = async (call) => {
  const { resolve } = await import('node:path');
  const { settingsFor } = await import('../surroundings.ts');
  const { installLocal } = await import('./install-local.ts');
  const { importFile } = await import('../../run/local-build.ts');
  const [file = ''] = call.operands;
  const settings = await settingsFor(call, flaggedValues(call.options));
  return installLocal(call, settings, {
    request: ['import', file],
    prepare: (cache) => importFile(cache, resolve(call.cwd, file), settings.arch),
    runScripts: call.options['run-scripts'],
  });
};

export const IMPORT = defineCommand({
  name: 'import',
  summary: 'install a package file of any known kind',
  description: [
    'A pac is installed as it is; a deb, rpm, jar, zip, tar archive or program is converted first. A directory or archive called NAME-PLATFORM-VERSION that has bin, cmd, cert, def, dep, doc, sys or ver is a package of that layout. What the package needs and is not installed comes from the synced repositories; where none has it, the exit status is 5 and the message names it.',
  ],
  operands: [
    { name: 'FILE', summary: 'the package: a file, or a directory of the layout', complete: 'file' },
  ],
  options: OPTIONS,
  examples: [{ command: 'spm import ./hello_2.10-3_amd64.deb', does: 'Install a package of Debian.' }],
  exits: [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 14],
  load: async () => importPackage,
});
