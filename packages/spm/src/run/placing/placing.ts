import { DEFAULT_GROUP, type Bytes, type Configuration, type Group } from '@mpkg/mpkg';

import { foreignGroup, seriesGroup, type Package } from '../../package/package.ts';
import type { Plan } from '../../plan/plan.ts';
import { leavesOf, type ArchiveFile } from '../pac-leaves.ts';
import { isLibrary, sortFiles, topmostOthers } from './own-files.ts';

/** Where the programs of foreign architectures lie, a directory each. */
const PROGRAMS = 'usr/lib/spm';

/** How a package is put into the tree, besides what its group and the user say. */
export interface Placement {
  /** Instead of the group's own prefix. */
  readonly into?: string;
  /** Paths from the pac's root that are left out. */
  readonly skip: readonly string[];
}

const AS_ITS_GROUP: Placement = { skip: [] };

/**
 * Where packages go. Those of a foreign architecture have the group of its name; where `mpkg.conf` does not define that, it is
 * given here, so that nothing of them can be in the way of the host's packages:
 * - a library (Debian's `Multi-Arch: same`, or what has nothing but files of its architecture) goes where its dynamic linker looks,
 *   without the files that the same library of the host would have too;
 * - anything else goes below `usr/lib/spm/ARCHITECTURE`.
 * A series of versions has a group of its own, too, but goes where the default group goes.
 */
export class Placing {
  /** The groups of `mpkg.conf` and those that are given. */
  readonly configuration: Configuration;
  readonly #base: Group;
  readonly #given: ReadonlySet<string>;

  /** @param configured what `mpkg.conf` says */
  constructor({ groups }: Configuration, { steps }: Pick<Plan, 'steps'>) {
    const base = groups.get(DEFAULT_GROUP);
    if (base === undefined) throw new TypeError('no default group');
    const unknown = steps.flatMap(({ after }) =>
      after === null || groups.has(after.group as Bytes) ? [] : [after],
    );
    const given = unknown.filter(isForeign).map(({ group }) => group as Bytes);
    const series = unknown.filter(isSeries).map(({ group }) => group as Bytes);
    this.configuration = {
      groups: new Map([
        ...groups,
        ...[...given, ...series].map((name) => [name, { ...base, name }] as const),
      ]),
    };
    this.#base = base;
    this.#given = new Set(given);
  }

  /** Of a group's packages, from the root, unless they have a placement of their own; empty for the root itself. */
  prefixOf(group: Bytes): string {
    return this.configuration.groups.get(group)?.into ?? '';
  }

  /** Whether the package's paths are those of the tree, whatever its archive has. */
  isAtRoot({ group }: Pick<Package, 'group'>): boolean {
    return !this.#given.has(group) && this.prefixOf(group as Bytes) === '';
  }

  async placementOf({ group, architecture, relations }: Package, archive: ArchiveFile): Promise<Placement> {
    if (!this.#given.has(group)) return AS_ITS_GROUP;
    const { into } = this.#base;
    const files = sortFiles(await leavesOf(archive), architecture);
    return relations.multiArch === 'same' || isLibrary(files)
      ? { into, skip: topmostOthers(files) }
      : { into: [into, PROGRAMS, architecture].filter((part) => part !== '').join('/'), skip: [] };
  }
}

/** Whether its group has to be one of `mpkg.conf`. */
export function isPlacedByGroup(found: Package): boolean {
  return found.group !== DEFAULT_GROUP && !isForeign(found) && !isSeries(found);
}

function isForeign(found: Package): boolean {
  return found.group === foreignGroup(found);
}

function isSeries(found: Package): boolean {
  return found.group === seriesGroup(found);
}
