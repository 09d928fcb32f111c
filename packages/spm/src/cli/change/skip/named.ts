import { isPackageName } from '@mpkg/manifest';

import { SpmError } from '../../../errors.ts';
import { partsOf, type PackageId } from '../../../package/package.ts';
import { resolveInstalled } from '../../../plan/remove.ts';
import type { StateStore } from '../../../state/store.ts';

/** The installed package of the name; else what it would be called, as a part may be left out before it comes. */
export function namedForSkip(store: StateStore, name: string): PackageId {
  try {
    return resolveInstalled(store, name);
  } catch (error) {
    if (!(error instanceof SpmError)) throw error;
    const others = (error.details?.['installed'] ?? []) as readonly string[];
    if (others.length > 0 || !isPackageName(partsOf(name as PackageId).name)) throw error;
    return name as PackageId;
  }
}
