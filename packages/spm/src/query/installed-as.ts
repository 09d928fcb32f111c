import type { OptionValue } from '@mpkg/manifest';

import { partsOf, type PackageId } from '../package/package.ts';
import type { StateStore } from '../state/store.ts';

/** An installed package under a name. */
export interface InstalledAs {
  /** With the group that it is in: `musl:zlib`. */
  readonly id: PackageId;
  readonly version: string;
  /** The options of its build that the user asked for. */
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** What is installed under a name, in whatever groups. */
export function installedAs(store: StateStore, name: string): InstalledAs[] {
  return [...store.installed().packages.values()]
    .filter(({ id }) => partsOf(id).name === name)
    .map((found) => ({
      id: found.id,
      version: found.version,
      options: store.packageOf(found).answers ?? {},
    }));
}
