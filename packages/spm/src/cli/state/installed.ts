import { defineCommand, UsageError, type Call, type Handler } from '@mpkg/cli';

import type { PackageId } from '../../package/package.ts';
import type { InstalledRow } from '../../query/installed-rows.ts';
import type { StateStore } from '../../state/store.ts';

const OPTIONS = {
  explicit: { kind: 'flag', summary: 'Only what was asked for' },
  orphans: { kind: 'flag', summary: 'Only what nobody asked for and nothing needs' },
  upgradable: { kind: 'flag', summary: 'Only what an update would upgrade, by the indexes of the last sync' },
} as const;

type InstalledCall = Call<typeof OPTIONS>;

interface Row extends InstalledRow {
  /** The version that an update would bring. */
  readonly upgrade?: string | undefined;
  /** The package of another name that would bring it, taking the place of this one. */
  readonly by?: PackageId | undefined;
}

const installed: Handler<typeof OPTIONS> = async (call) => {
  const { explicit, orphans, upgradable } = call.options;
  if ([explicit, orphans, upgradable].filter(Boolean).length > 1) {
    throw new UsageError('--explicit, --orphans and --upgradable exclude each other');
  }
  const { StateStore } = await import('../../state/store.ts');
  const { rootOf } = await import('../surroundings.ts');
  const { installedRows } = await import('../../query/installed-rows.ts');
  const store = new StateStore(rootOf(call));
  const upgrades = upgradable ? await upgradesOf(call) : undefined;
  const selected = upgrades === undefined ? await selection(call, store) : new Set(upgrades.keys());
  const rows: readonly Row[] = installedRows(store)
    .filter(({ id }) => selected?.has(id) ?? true)
    .map((row) => ({ ...row, ...upgrades?.get(row.id) }));
  return {
    result: { packages: rows },
    lines: rows.map(({ id, version, upgrade, by }) => {
      if (upgrade === undefined) return `${id} ${version}`;
      return `${id} ${version} -> ${by === undefined ? '' : `${by} `}${upgrade}`;
    }),
  };
};

/** Undefined: everything. */
async function selection({ options }: InstalledCall, store: StateStore): Promise<Set<PackageId> | undefined> {
  if (!options.explicit && !options.orphans) return undefined;
  const { graphOf } = await import('../../state/graph.ts');
  const { wishedFor } = await import('../../plan/remove.ts');
  const graph = graphOf(store);
  const wished = wishedFor(graph, store.world());
  return new Set(options.explicit ? wished : graph.unreachable(wished));
}

async function upgradesOf(call: InstalledCall): Promise<Map<PackageId, Pick<Row, 'upgrade' | 'by'>>> {
  const { settingsFor } = await import('../surroundings.ts');
  const { withPlanning } = await import('../with-planning.ts');
  const { upgradable } = await import('../../plan/update.ts');
  const settings = await settingsFor(call);
  const found = await withPlanning(call, { settings, installed: undefined }, upgradable);
  return new Map(found.map(({ id, to: upgrade, by }) => [id, { upgrade, ...(by !== undefined && { by }) }]));
}

export const INSTALLED = defineCommand({
  name: 'installed',
  aliases: ['list', '-Q'],
  summary: 'list what is installed',
  description: [
    'One package a line: its name, after its group and a colon unless that is the default one, and its version.',
  ],
  options: OPTIONS,
  examples: [
    { command: 'spm installed --explicit', does: 'List what was asked for.' },
    { command: 'spm installed --upgradable', does: 'List what "spm update" would upgrade.' },
  ],
  readsOnly: true,
  exits: [3],
  load: async () => installed,
});
