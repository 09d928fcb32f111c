import type { StateStore } from '../state/store.ts';
import type { CatalogueOptions } from '../sync/catalogue-options.ts';
import { syncedRepositories, type SyncedRepository } from '../sync/synced-repositories.ts';
import { DEBIAN_TRIGGERS } from './debian-triggers.ts';
import type { PackageSources } from './package-of.ts';
import type { Trigger } from '../package/step.ts';
import { planningCatalogue, type PlanningCatalogue } from './planning-catalogue.ts';
import { distinctTriggers } from './known-triggers.ts';

/** Everything that a plan is made from. */
export interface Planning extends PlanningCatalogue {
  readonly store: StateStore;
  readonly sources: PackageSources;
  /** Of all repositories. */
  readonly triggers: readonly Trigger[];
}

/**
 * Everything that plans are made from. The catalogue in it is to be closed at the end.
 * @throws SpmError `catalogue-missing`, `catalogue-corrupt`, `index-malformed`, exit 12
 */
export async function openPlanning(store: StateStore, options: CatalogueOptions): Promise<Planning> {
  const synced = syncedRepositories(options.storeFolder, options.repositories);
  const [found, triggers] = await Promise.all([planningCatalogue(store, options), triggersOf(synced)]);
  return { ...found, store, sources: sourcesOf(synced), triggers };
}

export function sourcesOf(synced: readonly SyncedRepository[]): PackageSources {
  const byName = new Map(synced.map((each) => [each.name, each]));
  return {
    urlsOf: (name) => byName.get(name)?.indexes[0].packages ?? [],
    grammarOf: (name) => byName.get(name)?.kind ?? 'index',
  };
}

/** Those that repositories declare, and those that Debian's packages need; the first of a name counts. */
async function triggersOf(synced: readonly SyncedRepository[]): Promise<Trigger[]> {
  const declared = synced.some(({ kind }) => kind === 'index')
    ? await (await import('../sync/declared-triggers.ts')).declaredTriggers(synced)
    : [];
  const needed = synced.some(({ kind }) => kind === 'debian') ? DEBIAN_TRIGGERS : [];
  return distinctTriggers([...declared, ...needed]);
}
