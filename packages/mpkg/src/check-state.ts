import { checkPackage, type Problem } from './check-package.ts';
import { MpkgError } from './errors.ts';
import type { PackageId } from './package-id.ts';
import { faultOfCounts } from './state/holders.ts';
import { openWorkspace } from './state/workspace.ts';
import type { TransactionOptions } from './transaction/options.ts';

export interface CheckedPackage {
  readonly id: PackageId;
  readonly problems: readonly Problem[];
  /** Why it could not be compared: its record or list is damaged. */
  readonly damage: MpkgError | undefined;
}

export interface StateCheck {
  readonly packages: readonly CheckedPackage[];
  /** What is wrong with the list of directories that were made for packages. */
  readonly directories: MpkgError | undefined;
}

/** Compares everything that is deployed with its records, and these with one another. @throws MpkgError as `checkPackage` */
export function checkState(options: TransactionOptions): StateCheck {
  const { store } = openWorkspace(options);
  return { packages: checkPackages(options, store.packages()), directories: faultOfCounts(store) };
}

/**
 * Compares packages with their records; one whose record is damaged stands in the way of no other.
 * @throws MpkgError as `checkPackage`, but for `state-malformed`
 */
export function checkPackages(options: TransactionOptions, ids: readonly PackageId[]): CheckedPackage[] {
  return ids.map((id) => {
    try {
      return { id, problems: checkPackage(options, id), damage: undefined };
    } catch (error) {
      if (!(error instanceof MpkgError) || error.code !== 'state-malformed') throw error;
      return { id, problems: [], damage: error };
    }
  });
}
