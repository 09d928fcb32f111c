import type { Call, Reporter } from '@mpkg/cli';

import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Paths, Settings } from '../config/index.ts';
import { resolveRepositories } from '../repos/resolve.ts';
import type { CatalogueOptions } from '../sync/catalogue-options.ts';
import { currentCatalogue } from '../sync/current-catalogue.ts';
import { pathsOf } from './surroundings.ts';
import { progressEvents } from './progress-events.ts';

/** Where the catalogue of a root is, and what it is made from. */
export function catalogueOptions(settings: Settings, paths: Paths, report: Reporter): CatalogueOptions {
  const { arch, foreignArchs } = settings;
  return {
    path: paths.catalogue,
    storeFolder: paths.repositories,
    repositories: resolveRepositories(settings),
    architectures: [arch, ...foreignArchs.filter((foreign) => foreign !== arch)],
    onEvent: progressEvents(report),
  };
}

/**
 * The catalogue that a call works with, compiled anew when it is not of what is synced and configured.
 *
 * @throws SpmError `catalogue-missing` when nothing was synced.
 */
export function openCallCatalogue(
  call: Pick<Call, 'options' | 'cwd' | 'report'>,
  settings: Settings,
): Promise<Catalogue> {
  return currentCatalogue(catalogueOptions(settings, pathsOf(call), call.report));
}
