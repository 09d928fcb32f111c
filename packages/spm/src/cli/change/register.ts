import { defineCommand, type Handler } from '@mpkg/cli';

import { SpmError } from '../../errors.ts';

const register: Handler<{}> = async (call) => {
  const { resolve } = await import('node:path');
  const { settingsFor } = await import('../surroundings.ts');
  const { installLocal } = await import('./install-local.ts');
  const { packBuild } = await import('../../run/local-build.ts');
  const [name = '', version = '', source = ''] = call.operands;
  await assertCallable(name, version);
  const settings = await settingsFor(call);
  const build = { name, version, architecture: settings.arch, source: resolve(call.cwd, source) };
  return installLocal(call, settings, {
    request: ['register', name, version, source],
    prepare: (cache) => packBuild(cache, build),
  });
};

/** @throws SpmError `request-invalid` for what no command could name afterwards */
async function assertCallable(name: string, version: string): Promise<void> {
  const { isPackageName } = await import('@mpkg/manifest');
  const [subject, what] = isPackageName(name) ? [version, 'version'] : [name, 'name of a package'];
  if (what === 'version' && /^[A-Za-z0-9][\w.+:~-]*$/.test(version)) return;
  throw new SpmError('request-invalid', `"${subject}" is no ${what}: letters, digits and . + - _ are`, {
    subject,
    hint: 'spm register hello 2.12 ./out',
  });
}

export const REGISTER = defineCommand({
  name: 'register',
  summary: 'install a build made by hand, so that it can be listed, verified and undone',
  description: [
    'DIR holds what goes below the root, as "make install DESTDIR=DIR" leaves it; LIST is a packing list of mpac instead. The files are packed, kept and installed as a package of the repository "local".',
  ],
  operands: [
    { name: 'NAME', summary: 'what to call it' },
    { name: 'VERSION', summary: 'its version' },
    { name: 'DIR', summary: 'the directory with its files, or a packing list', complete: 'file' },
  ],
  options: {},
  examples: [{ command: 'spm register hello 2.12 ./out', does: 'Install what was built into ./out.' }],
  exits: [2, 3, 4, 8, 9, 12, 14],
  load: async () => register,
});
