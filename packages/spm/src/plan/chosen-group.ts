import type { InstalledSet } from '../state/installed.ts';
import type { StateStore } from '../state/store.ts';
import { DEFAULT_GROUP, partsOf, type Package, type PackageId } from '../package/package.ts';

/**
 * The group that the user chose for an installed package; undefined where its index or architecture decided.
 * @param installed asked for only where the package has a group
 */
export function chosenGroup(
  store: StateStore,
  id: PackageId,
  installed: () => InstalledSet = () => store.installed(),
): string | undefined {
  const { group } = partsOf(id);
  if (group === DEFAULT_GROUP) return undefined;
  const found = installed().packages.get(id);
  return found !== undefined && store.packageOf(found).isGroupChosen === true ? group : undefined;
}

/** The package in the group that a user asks for: the default one is that of its index. What has no files has no place. */
export function inGroup(found: Package, group: string): Package {
  if (found.kind !== 'package' || group === found.group || group === DEFAULT_GROUP) return found;
  return { ...found, group, isGroupChosen: true };
}
