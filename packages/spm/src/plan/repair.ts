import { stateDigest } from '../state/digest.ts';
import { installedPackage, type StateStore } from '../state/store.ts';
import { installedTriggers } from './known-triggers.ts';
import { makePlan } from './make-plan.ts';
import type { PackageId } from '../package/package.ts';
import type { Plan } from './plan.ts';

/**
 * The plan to deploy installed packages once more, in the same version, from the same pacs. What a user made of their files is
 * kept beside; configuration stays.
 * @throws SpmError `package-not-installed`
 */
export function planRepair(store: StateStore, ids: readonly PackageId[]): Plan {
  const installed = store.installed();
  return makePlan({
    triggers: installedTriggers(store),
    request: ['repair', ...ids],
    base: { state: stateDigest(store), catalogue: null },
    changes: ids.map((id) => {
      const before = installedPackage(installed, id);
      return { id, before, after: store.packageOf(before), reason: { kind: 'explicit' } };
    }),
  });
}
