import { defineCommand, type Handler } from '@mpkg/cli';
import { countText } from '../../query/count-text.ts';

const verify: Handler<{}> = async (call) => {
  const { StateStore } = await import('../../state/store.ts');
  const { rootOf } = await import('../surroundings.ts');
  const { resolveInstalled } = await import('../../plan/remove.ts');
  const { verifyPackages } = await import('../../state/verify.ts');
  const { textOfBytes } = await import('@mpkg/mpkg');
  const store = new StateStore(rootOf(call));
  const ids =
    call.operands.length === 0
      ? [...store.installed().packages.keys()]
      : call.operands.map((name) => resolveInstalled(store, name));
  const readable = (file: {
    readonly path: Parameters<typeof textOfBytes>[0];
    readonly differences: readonly string[];
  }) => {
    return { path: `/${textOfBytes(file.path)}`, differences: file.differences };
  };
  const packages = verifyPackages(store, ids).map(({ id, damaged, edited }) => {
    return { id, damaged: damaged.map(readable), edited: edited.map(readable) };
  });
  const damaged = packages.filter((found) => found.damaged.length > 0);
  call.report.note(`verified ${countText(ids.length, 'package')}: ${damaged.length || 'none'} damaged`);
  return {
    result: { packages },
    lines: packages.flatMap((found) => [
      ...found.damaged.map(({ path, differences }) => `${found.id} ${path} ${differences.join(',')}`),
      ...found.edited.map(({ path }) => `${found.id} ${path} edited`),
    ]),
    exit: damaged.length === 0 ? 0 : 1,
  };
};

export const VERIFY = defineCommand({
  name: 'verify',
  summary: 'hold installed files against what was deployed',
  description: [
    'Reads every file of the packages, or of all. A line for each file that differs: its package, its path, and in what: missing, type, content, mode or owner. Configuration that was edited is shown as that, and is no damage. Of a package that mpkg(1) removed alone, / is missing. The exit status is 1 when anything is damaged.',
  ],
  operands: [
    { name: 'NAME', summary: 'an installed package', optional: true, many: true, complete: 'package' },
  ],
  options: {},
  examples: [{ command: 'spm verify nginx && echo whole', does: 'Check one package.' }],
  readsOnly: true,
  exits: [3],
  load: async () => verify,
});
