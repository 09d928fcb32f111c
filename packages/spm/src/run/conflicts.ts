import { bytesOfText, MpkgError } from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';
import type { PackageId } from '../package/package.ts';
import { readOwners } from '../state/owners.ts';
import type { StateStore } from '../state/store.ts';

interface OwnedPath {
  readonly path: string;
  readonly owner: PackageId | null;
}

/** What is in the way of a package, by the engine's refusal, with the packages that own it; undefined for another error. */
export function obstaclesIn(error: unknown, id: PackageId, store: StateStore): OwnedPath[] | undefined {
  if (!(error instanceof MpkgError) || error.code !== 'file-conflict') return undefined;
  const paths = (error.details?.['paths'] ?? []) as readonly string[];
  const owners = readOwners(store);
  return paths.map((path) => {
    const [owner = null] = owners.candidates(bytesOfText(path)).filter((other) => other !== id);
    return { path, owner };
  });
}

/** The engine's refusal, which knows names only, with the packages that own them; another error as it is. */
export function withOwners(error: unknown, id: PackageId, store: StateStore): unknown {
  const owned = obstaclesIn(error, id, store);
  if (owned === undefined) return error;
  const lines = owned.map(({ path, owner }) => `  /${path}${owner === null ? '' : ` (of ${owner})`}`);
  return new SpmError('file-conflict', [`${id} has files that are there already`, ...lines].join('\n'), {
    subject: id,
    hint: `spm skip add ${id} ${owned[0]?.path ?? 'PATH'}`,
    details: { paths: owned.map(({ path }) => path), owners: owned },
    cause: error,
  });
}
