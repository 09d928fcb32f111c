import type { Call, Outcome } from '@mpkg/cli';

import type { ArtifactCache } from '../../artifacts/cache.ts';
import type { Settings } from '../../config/index.ts';
import { planLocal } from '../../plan/local.ts';
import type { Package } from '../../plan/package.ts';
import { carryOut } from './carry-out.ts';
import { cacheOf } from './open-artifacts.ts';

export interface LocalInstallation {
  /** The words of the user. */
  readonly request: readonly string[];
  /** Puts the package into the cache. */
  readonly prepare: (cache: ArtifactCache) => Promise<Package>;
  readonly runScripts?: boolean;
}

/** Installs a package that no repository has. A dry run, too, packs or converts it: what it would do depends on that. */
export function installLocal(
  call: Call,
  settings: Settings,
  { request, prepare, runScripts = false }: LocalInstallation,
): Promise<Outcome> {
  return carryOut(call, {
    settings,
    plan: async (store) => planLocal(store, await prepare(cacheOf(call)), request),
    runScripts,
  });
}
