import type { PackageId } from './package.ts';

/**
 * The package that holds what integrating another one puts into the system: in the default group, where the user's path rules
 * hold for it, under a name that is reserved for this.
 */
export function integrationId(id: PackageId): PackageId {
  return `${integrationStem(id)}.integration` as PackageId;
}

/** What files that belong to a package's integration are called after. */
export function integrationStem(id: PackageId): string {
  return id.replace(':', '.');
}
