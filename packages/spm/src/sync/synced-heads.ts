import { join } from 'node:path';

import { SpmError } from '../errors.ts';
import { readStateIn } from './read-state.ts';

/** What a person wants to know of a head that was synced. */
export interface SyncedHead {
  /** A suite, or `index`. */
  readonly head: string;
  readonly identity: string;
  /** A date in milliseconds or a serial number; null where the format has none. */
  readonly edition: number | null;
  readonly signature: 'verified' | 'unverified';
  /** Where it came from. */
  readonly url: string;
}

/** The heads of a repository as last synced; none when it never was. */
export function syncedHeads(storeFolder: string, repository: string): SyncedHead[] {
  const { heads } = readStateIn(join(storeFolder, repository));
  return heads.map(({ id, identity, edition, signature, url }) => ({
    head: id,
    identity,
    edition,
    signature,
    url,
  }));
}

/** Who published what was last synced. @throws SpmError `catalogue-missing` when nothing was. */
export function seenIdentities(storeFolder: string, repository: string): string[] {
  const heads = syncedHeads(storeFolder, repository);
  if (heads.length > 0) return [...new Set(heads.map(({ identity }) => identity))];
  throw new SpmError('catalogue-missing', `${repository} was not synced yet, so nobody was seen`, {
    subject: repository,
    hint: 'spm sync',
  });
}
