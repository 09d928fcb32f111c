import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';
import { DEFAULT_GROUP } from '../package-id.ts';
import { NO_RULES, type PathRules } from './rules.ts';

/** A namespace for packages, with the place that they are put at and the rules for their paths. */
export interface Group {
  readonly name: Bytes;
  /** Directories to find a package in that is given by its name alone, in order. */
  readonly from: readonly Bytes[];
  /** Where its packages are put, from the root or prefix that is worked in; empty for that itself. */
  readonly into: Bytes;
  /** Endings that a package's file may have, in order. */
  readonly suffixes: readonly Bytes[];
  readonly rules: PathRules;
}

export interface Configuration {
  /** By name; the default group is always there. */
  readonly groups: ReadonlyMap<Bytes, Group>;
}

export const DEFAULT_SUFFIXES = [
  '.pac',
  '.pac.zst',
  '.pac.xz',
  '.pac.gz',
] as readonly string[] as readonly Bytes[];

function emptyGroup(name: Bytes): Group {
  return { name, from: [], into: '' as Bytes, suffixes: DEFAULT_SUFFIXES, rules: NO_RULES };
}

export const EMPTY_CONFIGURATION: Configuration = {
  groups: new Map([[DEFAULT_GROUP, emptyGroup(DEFAULT_GROUP)]]),
};

/** @throws MpkgError `group-unknown` */
export function groupNamed({ groups }: Configuration, name: Bytes): Group {
  const group = groups.get(name);
  if (group !== undefined) return group;
  throw new MpkgError('group-unknown', `there is no group "${textOfBytes(name)}"`, {
    subject: textOfBytes(name),
    hint: 'mpkg --groups',
  });
}
