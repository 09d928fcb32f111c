import type { Call, Outcome } from '@mpkg/cli';

import type { ArtifactCache } from '../../artifacts/cache.ts';
import type { Settings } from '../../config/index.ts';
import { SpmError } from '../../errors.ts';
import { planLocal } from '../../plan/local.ts';
import type { Package } from '../../package/package.ts';
import type { Plan } from '../../plan/plan.ts';
import type { StateStore } from '../../state/store.ts';
import { syncedRepositories } from '../../sync/synced-repositories.ts';
import { catalogueOptions } from '../catalogue.ts';
import { pathsOf } from '../surroundings.ts';
import { carryOut } from './carry-out.ts';
import { withIntegrations } from './with-integrations.ts';

export interface LocalInstallation {
  /** The words of the user. */
  readonly request: readonly string[];
  /** Puts the package into the cache. */
  readonly prepare: (cache: ArtifactCache) => Promise<Package>;
  readonly runScripts?: boolean;
}

/** Installs a package that no repository has. A dry run, too, packs or converts it, elsewhere: what it would do depends on that. */
export function installLocal(
  call: Call,
  settings: Settings,
  { request, prepare, runScripts = false }: LocalInstallation,
): Promise<Outcome> {
  return carryOut(call, {
    settings,
    plan: async (store, { cache }) => {
      const found = await prepare(cache);
      const plan = await planWithNeeds(call, settings, { store, found, request });
      return withIntegrations(call, settings, { store, plan, cache });
    },
    runScripts,
  });
}

interface Local {
  readonly store: StateStore;
  readonly found: Package;
  readonly request: readonly string[];
}

/** What the package needs and nothing installed gives comes from the repositories, if any are synced. */
async function planWithNeeds(call: Call, settings: Settings, local: Local): Promise<Plan> {
  const { store, found, request } = local;
  try {
    return planLocal(store, found, request);
  } catch (error) {
    if (!(error instanceof SpmError) || error.code !== 'unsatisfiable') throw error;
    const options = catalogueOptions(settings, pathsOf(call), call.report);
    if (syncedRepositories(options.storeFolder, options.repositories).length === 0) throw error;
    const { planFile } = await import('../../plan/plan-file.ts');
    return planFile(store, { found, request, recommends: settings.recommends }, options);
  }
}
