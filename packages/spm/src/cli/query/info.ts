import { defineCommand, type Handler } from '@mpkg/cli';

const showInfo: Handler<{}> = async (call) => {
  const { withCatalogue } = await import('../with-catalogue.ts');
  return withCatalogue(call, async (catalogue) => {
    const { packageInfo } = await import('../../query/info.ts');
    const { infoLines } = await import('./info-lines.ts');
    const { parseTarget } = await import('../../query/target.ts');
    const { installedAs } = await import('../../query/installed-as.ts');
    const { StateStore } = await import('../../state/store.ts');
    const { rootOf } = await import('../surroundings.ts');
    const store = new StateStore(rootOf(call));
    const packages = call.operands.map((operand) => {
      const info = packageInfo(catalogue, parseTarget(operand, catalogue.architectures));
      return { ...info, installed: installedAs(store, info.name) };
    });
    const lines = packages.flatMap((info, index) => [...(index === 0 ? [] : ['']), ...infoLines(info)]);
    return { result: { packages }, lines };
  });
};

export const INFO = defineCommand({
  name: 'info',
  aliases: ['show'],
  summary: 'show all fields of a package',
  description: [
    'Shows the version that an installation would take, or the one that is named, and what is installed under the name. A name that no package carries is shown with the packages that provide it.',
  ],
  operands: [{ name: 'NAME', summary: 'NAME, NAME@VERSION or NAME:ARCH', many: true, complete: 'package' }],
  options: {},
  examples: [{ command: 'spm info nginx', does: 'Show everything about nginx.' }],
  exits: [3],
  load: async () => showInfo,
});
