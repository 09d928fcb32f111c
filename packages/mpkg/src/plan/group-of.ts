import { textOfBytes, type Bytes } from '../bytes.ts';
import { groupNamed, type Group } from '../config/configuration.ts';
import { MpkgError } from '../errors.ts';
import { DEFAULT_GROUP } from '../package-id.ts';
import type { Workspace } from '../state/workspace.ts';

/**
 * A group by its name: of the configuration, or one that only packages which are deployed in it tell of, as spm puts those of another
 * architecture in. The rules of the default group hold for that, and it has no directories to search.
 * @throws MpkgError `group-unknown`
 */
export function groupOf({ configuration, store }: Workspace, name: Bytes): Group {
  const { groups } = configuration;
  if (groups.has(name) || store.packages(name).length === 0) return groupNamed(configuration, name);
  return { ...groupNamed(configuration, DEFAULT_GROUP), name, from: [] };
}

/**
 * Where a new package of the group goes.
 * @throws MpkgError `group-unknown` for a group without a place of its own
 */
export function placeIn({ configuration }: Pick<Workspace, 'configuration'>, { name, into }: Group): Bytes {
  if (configuration.groups.has(name)) return into;
  const subject = textOfBytes(name);
  throw new MpkgError(
    'group-unknown',
    `mpkg.conf has no group "${subject}", so it is not known where a new package of it goes`,
    { subject, hint: '--into DIR' },
  );
}
