import type { PackageId } from '../package/package.ts';
import type { StateStore } from '../state/store.ts';
import { wordsFor } from '../world/subject.ts';
import type { World } from '../world/world.ts';

/** One installed package in a list. */
export interface InstalledRow {
  readonly id: PackageId;
  readonly version: string;
  readonly architecture: string;
  readonly repository: string;
  /** Asked for by name. */
  readonly explicit: boolean;
}

/** Everything installed, in the order of ids. */
export function installedRows(store: StateStore): InstalledRow[] {
  const named = namesWished(store.world());
  return [...store.installed().packages.values()].map(({ id, version, architecture, repository }) => {
    const explicit = wordsFor({ id, architecture }).some((words) => named.has(words));
    return { id, version, architecture, repository, explicit };
  });
}

/** What wishes for an installation name, without their ranges. */
function namesWished(world: World): Set<string> {
  const wishes = Array.from(world, (line) => line.split(' ', 2));
  return new Set(wishes.flatMap(([verb, name = '']) => (verb === 'install' ? [name] : [])));
}
