import type { InstalledPackage } from '../state/installed.ts';
import type { StateStore } from '../state/store.ts';
import { DEFAULT_GROUP, partsOf, type Package } from './package.ts';

/** The group that the user chose for an installed package; undefined where its index or architecture decided. */
export function chosenGroup(store: StateStore, found: InstalledPackage | undefined): string | undefined {
  if (found === undefined) return undefined;
  const { group } = partsOf(found.id);
  return group !== DEFAULT_GROUP && store.packageOf(found).isGroupChosen === true ? group : undefined;
}

/** The package in the group that a user asks for: the default one is that of its index. What has no files has no place. */
export function inGroup(found: Package, group: string): Package {
  if (found.kind !== 'package' || group === found.group || group === DEFAULT_GROUP) return found;
  return { ...found, group, isGroupChosen: true };
}
