import { defineCommand, type Handler } from '@mpkg/cli';
import { countText } from '../../query/count-text.ts';

const status: Handler<{}> = async (call) => {
  const { StateStore } = await import('../../state/store.ts');
  const { pathsOf, rootOf, settingsFor } = await import('../surroundings.ts');
  const { syncedHeads } = await import('../../sync/synced-heads.ts');
  const { sizeText } = await import('../../query/size-text.ts');
  const { answersIn } = await import('../../world/options.ts');
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
  const world = store.world();
  const options = Array.from(answersIn(world), ([name, asked]) => ({
    name,
    asked: Object.fromEntries(asked),
  }));
  return {
    result: {
      root,
      packages: packages.size,
      installedBytes,
      wishes: world.size,
      options,
      transaction,
      last: last ?? null,
      repositories: repositories.length,
      synced: synced.length,
      interrupted,
      hooksDue,
    },
    lines: [
      `root ${root}`,
      `installed ${countText(packages.size, 'package')}, ${sizeText(installedBytes)}`,
      last === undefined
        ? 'nothing was done yet'
        : `last ${last.id}: ${last.request.join(' ')} (${last.date})`,
      `repositories ${repositories.length}, synced ${synced.length}`,
      ...options.map(({ name, asked }) => `options of ${name}: ${answersText(asked)}`),
      ...(interrupted === null
        ? []
        : [`interrupted: ${interrupted.join(' ')}; "spm recover" takes care of it`]),
      ...(hooksDue ? ['hooks are due; "spm recover" runs them'] : []),
    ],
  };
};

function answersText(asked: Readonly<Record<string, string>>): string {
  return Object.entries(asked)
    .map(([option, value]) => `${option}=${value}`)
    .join(', ');
}

export const STATUS = defineCommand({
  name: 'status',
  summary: 'show the state of a system in short',
  description: [
    'Options that were demanded of a package with "spm install --option" are shown for as long as they hold.',
    'Whether everything fits together is for "spm doctor", whether files are as deployed for "spm verify".',
  ],
  options: {},
  readsOnly: true,
  load: async () => status,
});
