import { makePlan, type Change } from '../plan/make-plan.ts';
import type { PackageId } from '../package/package.ts';
import type { Plan } from '../plan/plan.ts';
import { linesAbout } from '../plan/wishes.ts';
import { stateDigest } from '../state/digest.ts';
import { installedPackage, type StateStore } from '../state/store.ts';
import { integrationId } from '../package/integration-id.ts';
import { INTEGRATION_TRIGGERS } from './triggers.ts';

/**
 * Plans to take integrations back; one that is not applied is no step.
 * @throws SpmError `package-not-installed`
 */
export function planDeintegration(store: StateStore, ids: readonly PackageId[]): Plan {
  const installed = store.installed();
  const changes = ids.flatMap((of): Change[] => {
    installedPackage(installed, of);
    const id = integrationId(of);
    const before = installed.packages.get(id);
    return before === undefined ? [] : [{ id, before, after: null, reason: { kind: 'explicit' } }];
  });
  return makePlan({
    request: ['deintegrate', ...ids],
    base: { state: stateDigest(store), catalogue: null },
    changes,
    world: { removed: ids.flatMap((id) => linesAbout(store, 'integrate', id)), added: [] },
    triggers: INTEGRATION_TRIGGERS,
  });
}
