import type { OptionValue } from '@mpkg/manifest';

import { partsOf, type PackageId } from '../package/package.ts';
import { heldAnswers } from '../plan/answers.ts';
import type { StateStore } from '../state/store.ts';
import { answersIn } from '../world/options.ts';

/** An installed package under a name. */
export interface InstalledAs {
  /** With the group that it is in: `musl:zlib`. */
  readonly id: PackageId;
  readonly version: string;
  /** The options of its build that the user asks for. */
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** What is installed under a name, in whatever groups. */
export function installedAs(store: StateStore, name: string): InstalledAs[] {
  const found = [...store.installed().packages.values()].filter(({ id }) => partsOf(id).name === name);
  if (found.length === 0) return [];
  const held = answersIn(store.world());
  return found.map((one) => {
    return { id: one.id, version: one.version, options: heldAnswers(store.packageOf(one), held) };
  });
}
