import type { IndexTrigger } from '@mpkg/manifest';

import { openIndex } from '../formats/native/index.ts';
import { decompressed } from '../repos/compression/decompress.ts';
import type { StateStore } from '../state/store.ts';
import type { CatalogueOptions } from '../sync/current-catalogue.ts';
import { syncedRepositories, type SyncedRepository } from '../sync/synced-repositories.ts';
import { DEBIAN_TRIGGERS } from './debian-triggers.ts';
import type { PackageSources } from './package-of.ts';
import { planningCatalogue } from './planning-catalogue.ts';
import type { Planning } from './solve-plan.ts';

/**
 * Everything that plans are made from. The catalogue in it is to be closed at the end.
 * @throws SpmError `catalogue-missing`, `catalogue-corrupt`, `index-malformed`, exit 12
 */
export async function openPlanning(store: StateStore, options: CatalogueOptions): Promise<Planning> {
  const synced = syncedRepositories(options.storeFolder, options.repositories);
  const [found, triggers] = await Promise.all([
    planningCatalogue(store, options),
    Promise.all(synced.map(triggersOf)),
  ]);
  return { ...found, store, sources: sourcesOf(synced), triggers: distinct(triggers.flat()) };
}

export function sourcesOf(synced: readonly SyncedRepository[]): PackageSources {
  const byName = new Map(synced.map((each) => [each.name, each]));
  return {
    urlsOf: (name) => byName.get(name)?.indexes[0].packages ?? [],
    grammarOf: (name) => byName.get(name)?.kind ?? 'index',
  };
}

/** How the triggers of each kind of repository are known. */
async function triggersOf({ kind, indexes }: SyncedRepository): Promise<readonly IndexTrigger[]> {
  if (kind === 'debian') return DEBIAN_TRIGGERS;
  const [{ file, compression }] = indexes;
  const { head, records } = await openIndex(decompressed(file, compression));
  await records.return();
  return head.triggers;
}

/** Equal triggers of several repositories are one. */
function distinct(triggers: readonly IndexTrigger[]): IndexTrigger[] {
  return [...new Map(triggers.map((trigger) => [JSON.stringify(trigger), trigger])).values()];
}
