import { bytesOfText, MpkgError } from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';
import type { PackageId } from '../package/package.ts';
import { readOwners } from '../state/owners.ts';
import type { StateStore } from '../state/store.ts';

/** The engine's refusal, which knows names only, with the packages that own them; another error as it is. */
export function withOwners(error: unknown, id: PackageId, store: StateStore): unknown {
  if (!(error instanceof MpkgError) || error.code !== 'file-conflict') return error;
  const paths = (error.details?.['paths'] ?? []) as readonly string[];
  const owners = readOwners(store);
  const owned = paths.map((path) => {
    const [owner = null] = owners.candidates(bytesOfText(path)).filter((other) => other !== id);
    return { path, owner };
  });
  const lines = owned.map(({ path, owner }) => `  /${path}${owner === null ? '' : ` (of ${owner})`}`);
  return new SpmError('file-conflict', [`${id} has files that are there already`, ...lines].join('\n'), {
    subject: id,
    hint: `spm skip add ${id} PATH`,
    details: { paths, owners: owned },
    cause: error,
  });
}
