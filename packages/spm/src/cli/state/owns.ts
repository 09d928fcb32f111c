import { defineCommand, type Handler } from '@mpkg/cli';

const owns: Handler<{}> = async (call) => {
  const { StateStore } = await import('../../state/store.ts');
  const { findOwners } = await import('../../state/find-owners.ts');
  const { rootOf } = await import('../surroundings.ts');
  const { bytesOfText } = await import('@mpkg/mpkg');
  const store = new StateStore(rootOf(call));
  const paths = call.operands.map((path) => ({ path, packages: findOwners(store, bytesOfText(path)) }));
  return {
    result: { paths },
    lines: paths.flatMap(({ path, packages }) =>
      packages.map((id) => (paths.length === 1 ? id : `${path} ${id}`)),
    ),
  };
};

export const OWNS = defineCommand({
  name: 'owns',
  summary: 'show which package a file came with',
  description: [
    'A path is from the root, by whatever links it leads. Of a directory, every package that has something in it is shown.',
  ],
  operands: [{ name: 'PATH', summary: 'a file, link or directory', many: true, complete: 'file' }],
  options: {},
  examples: [{ command: 'spm owns /usr/sbin/nginx', does: 'Print the name of its package.' }],
  readsOnly: true,
  exits: [3],
  load: async () => owns,
});
