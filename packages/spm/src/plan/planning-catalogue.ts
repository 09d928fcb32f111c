import type { Catalogue, RankedRepository } from '../catalogue/index.ts';
import { openCatalogue } from '../catalogue/index.ts';
import { SpmError } from '../errors.ts';
import type { InstalledPackage } from '../state/installed.ts';
import type { StateStore } from '../state/store.ts';
import type { CatalogueOptions } from '../sync/catalogue-options.ts';
import { currentCatalogue } from '../sync/current-catalogue.ts';
import { INSTALLED_REPOSITORY, matchInstalled, type InstalledCandidates } from './installed-candidates.ts';

export interface PlanningCatalogue extends InstalledCandidates {
  readonly catalogue: Catalogue;
}

/**
 * The catalogue with a candidate for every installed package. Where repositories have moved on, it is compiled once more
 * with what is installed but listed nowhere; such packages stay as they are, and others may depend on them.
 * @throws SpmError `catalogue-missing`, `catalogue-corrupt`, exit 12
 */
export async function planningCatalogue(
  store: StateStore,
  options: CatalogueOptions,
): Promise<PlanningCatalogue> {
  const installed = store.installed();
  const catalogue = await currentCatalogue(options);
  const matched = matchInstalled(catalogue, installed);
  const extra = await unlistedSources(store, matched.unlisted);
  if (extra.map(({ identity }) => identity).join() === identitiesOf(catalogue).join())
    return { catalogue, ...matched };
  catalogue.close();
  const { compileSynced } = await import('../sync/compile-synced.ts');
  await compileSynced({ ...options, extra });
  const compiled = openCatalogue(options.path);
  if (compiled.state === 'ready') {
    return { catalogue: compiled.catalogue, ...matchInstalled(compiled.catalogue, installed) };
  }
  throw new SpmError('catalogue-corrupt', `${options.path} cannot be read back`, { subject: options.path });
}

/** Most often there are none, and what makes them is not loaded. */
async function unlistedSources(
  store: StateStore,
  unlisted: readonly InstalledPackage[],
): Promise<RankedRepository[]> {
  if (unlisted.length === 0) return [];
  const { installedSources } = await import('./installed-source.ts');
  return installedSources(unlisted.map((found) => store.packageOf(found)));
}

function identitiesOf(catalogue: Catalogue): string[] {
  return catalogue.repositories
    .filter(({ name }) => name === INSTALLED_REPOSITORY)
    .map(({ identity }) => identity);
}
