import { openCatalogue } from '../catalogue/index.ts';
import type { CatalogueOptions } from './catalogue-options.ts';
import { isOf } from './current-catalogue.ts';
import { syncAll, type RepositorySync, type SyncOptions } from './sync.ts';
import { syncedRepositories } from './synced-repositories.ts';

export interface SyncAndCompileOptions
  extends Omit<SyncOptions, 'storeFolder' | 'onEvent'>, CatalogueOptions {}

export interface CatalogueSummary {
  readonly outcome: 'compiled' | 'current';
  /** Package versions that it holds. */
  readonly candidates: number;
}

export interface SyncedAll {
  readonly repositories: readonly RepositorySync[];
  /** Absent while nothing at all was synced. */
  readonly catalogue: CatalogueSummary | undefined;
}

/** Syncs the configured repositories, then compiles the catalogue if that is not of exactly these indexes already. */
export async function syncAndCompile(options: SyncAndCompileOptions): Promise<SyncedAll> {
  const repositories = await syncAll(options.repositories, options);
  return { repositories, catalogue: await compileIfStale(options) };
}

async function compileIfStale(options: CatalogueOptions): Promise<CatalogueSummary | undefined> {
  const synced = syncedRepositories(options.storeFolder, options.repositories);
  if (synced.length === 0) return undefined;
  const opened = openCatalogue(options.path);
  if (opened.state === 'ready') {
    const { catalogue } = opened;
    catalogue.close();
    if (isOf(catalogue, synced, options.architectures)) {
      return { outcome: 'current', candidates: catalogue.candidateCount };
    }
  }
  const { compileSynced } = await import('./compile-synced.ts');
  const { candidateCount } = await compileSynced(options);
  return { outcome: 'compiled', candidates: candidateCount };
}
