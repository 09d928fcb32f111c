import { defineCommand, type Handler } from '@mpkg/cli';

const status: Handler<{}> = async (call) => {
  const { StateStore } = await import('../../state/store.ts');
  const { pathsOf, rootOf, settingsFor } = await import('../surroundings.ts');
  const { syncedHeads } = await import('../../sync/synced-heads.ts');
  const { sizeText } = await import('../../query/size-text.ts');
  const { readIntent } = await import('../../run/intent.ts');
  const { isNothing, readDue } = await import('../../run/hooks/due.ts');
  const root = rootOf(call);
  const store = new StateStore(root);
  const { transaction, packages } = store.installed();
  const { repositories } = await settingsFor(call);
  const last = store.history().at(-1);
  const installedBytes = packages.values().reduce((sum, found) => sum + found.installedBytes, 0);
  const synced = repositories.filter(({ name }) => syncedHeads(pathsOf(call).repositories, name).length > 0);
  const interrupted = readIntent(store)?.request ?? null;
  const hooksDue = !isNothing(readDue(store));
  return {
    result: {
      root,
      packages: packages.size,
      installedBytes,
      wishes: store.world().size,
      transaction,
      last: last ?? null,
      repositories: repositories.length,
      synced: synced.length,
      interrupted,
      hooksDue,
    },
    lines: [
      `root ${root}`,
      `installed ${packages.size} packages, ${sizeText(installedBytes)}`,
      last === undefined
        ? 'nothing was done yet'
        : `last ${last.id}: ${last.request.join(' ')} (${last.date})`,
      `repositories ${repositories.length}, synced ${synced.length}`,
      ...(interrupted === null
        ? []
        : [`interrupted: ${interrupted.join(' ')}; "spm recover" takes care of it`]),
      ...(hooksDue ? ['hooks are due; "spm recover" runs them'] : []),
    ],
  };
};

export const STATUS = defineCommand({
  name: 'status',
  summary: 'show the state of a system in short',
  description: [
    'Whether everything fits together is for "spm doctor", whether files are as deployed for "spm verify".',
  ],
  options: {},
  load: async () => status,
});
