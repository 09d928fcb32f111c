import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openPlanning, sourcesOf } from '../plan/planning.ts';
import type { Planning } from '../plan/planning.ts';
import type { CatalogueOptions } from '../sync/catalogue-options.ts';
import { currentCatalogue } from '../sync/current-catalogue.ts';
import { syncedRepositories } from '../sync/synced-repositories.ts';
import { parseInstalledList } from './installed-list.ts';
import { ListedStore } from './listed-store.ts';

/** A list of what is installed, and the root whose repositories it is planned with. */
export interface ListedSystem {
  readonly root: string;
  readonly file: string;
  readonly text: string;
}

/**
 * As `openPlanning`, for a system that is only listed. Versions that no repository has are compiled into a copy of the catalogue: the
 * real one stays as it is.
 */
export async function openListedPlanning(system: ListedSystem, options: CatalogueOptions): Promise<Planning> {
  const catalogue = await currentCatalogue(options);
  const store = new ListedStore(system.root, {
    catalogue,
    sources: sourcesOf(syncedRepositories(options.storeFolder, options.repositories)),
    list: parseInstalledList(system.text, system.file),
  });
  catalogue.close();
  const folder = mkdtempSync(join(tmpdir(), 'spm-plan-'));
  try {
    const path = join(folder, 'catalogue');
    copyFileSync(options.path, path);
    return await openPlanning(store, { ...options, path });
  } finally {
    // The catalogue is read through its open file.
    rmSync(folder, { recursive: true });
  }
}
