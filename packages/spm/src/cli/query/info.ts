import { defineCommand, type Handler, type Outcome } from '@mpkg/cli';

import { SpmError } from '../../errors.ts';
import type { PackageInfo, VirtualInfo } from '../../query/info.ts';
import { installedInfo } from '../../query/installed-info.ts';
import { StateStore } from '../../state/store.ts';
import { rootOf } from '../surroundings.ts';

const showInfo: Handler<{}> = async (call) => {
  const { withCatalogue } = await import('../with-catalogue.ts');
  return withCatalogue(call, async (catalogue) => {
    const { packageInfo } = await import('../../query/info.ts');
    const { parseTarget } = await import('../../query/target.ts');
    const store = new StateStore(rootOf(call));
    const infos = call.operands.map((operand) =>
      orInstalled(store, operand, () =>
        packageInfo(catalogue, parseTarget(operand, catalogue.architectures)),
      ),
    );
    return shown(store, infos);
  }).catch(async (error: unknown) => {
    const store = new StateStore(rootOf(call));
    if (!(error instanceof SpmError) || error.code !== 'catalogue-missing') throw error;
    const infos = call.operands.flatMap((operand) => installedInfo(store, operand) ?? []);
    if (infos.length < call.operands.length) throw error;
    return shown(store, infos);
  });
};

type Info = PackageInfo | VirtualInfo;

/** Of what no repository has, what is known since it was installed. @throws SpmError as `ask` */
function orInstalled(store: StateStore, name: string, ask: () => Info): Info {
  try {
    return ask();
  } catch (error) {
    const known =
      error instanceof SpmError && error.code === 'package-unknown' ? installedInfo(store, name) : undefined;
    if (known === undefined) throw error;
    return known;
  }
}

async function shown(store: StateStore, infos: readonly Info[]): Promise<Outcome> {
  const { infoLines } = await import('./info-lines.ts');
  const { installedAs } = await import('../../query/installed-as.ts');
  const packages = infos.map((info) => ({ ...info, installed: installedAs(store, info.name) }));
  const lines = packages.flatMap((info, index) => [...(index === 0 ? [] : ['']), ...infoLines(info)]);
  return { result: { packages }, lines };
}

export const INFO = defineCommand({
  name: 'info',
  aliases: ['show'],
  summary: 'show all fields of a package',
  description: [
    'Shows the version that an installation would take, or the one that is named, and what is installed under the name. A name that no package carries is shown with the packages that provide it; what no repository has any more, or ever had, as it was installed.',
  ],
  operands: [{ name: 'NAME', summary: 'NAME, NAME@VERSION or NAME:ARCH', many: true, complete: 'package' }],
  options: {},
  examples: [{ command: 'spm info nginx', does: 'Show everything about nginx.' }],
  readsOnly: true,
  exits: [3],
  load: async () => showInfo,
});
