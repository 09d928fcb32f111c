import { checkPackage, type Bytes, type Difference } from '@mpkg/mpkg';

import { hasFiles, type PackageId, partsOf } from '../package/package.ts';
import { isDeployed, prefixOf } from './file-lists.ts';
import type { StateStore } from './store.ts';

/** A file that is not as its package brought it. */
export interface AlteredFile {
  /** From the root, a byte string. */
  readonly path: Bytes;
  readonly differences: readonly Difference[];
}

export interface VerifiedPackage {
  readonly id: PackageId;
  /** Files that should be as they were deployed. */
  readonly damaged: readonly AlteredFile[];
  /** Configuration that a user edited, which is what it is for. */
  readonly edited: readonly AlteredFile[];
}

/** Of a package that mpkg removed alone: which files it had is no longer known. */
const EVERYTHING_MISSING: AlteredFile = { path: '' as Bytes, differences: ['missing'] };

/**
 * Holds the files of packages against what was deployed; every content is read.
 * @returns the packages with anything to say of.
 */
export function verifyPackages(store: StateStore, ids: Iterable<PackageId>): VerifiedPackage[] {
  return Array.from(ids)
    .map((id) => verify(store, id))
    .filter(({ damaged, edited }) => damaged.length + edited.length > 0);
}

function verify(store: StateStore, id: PackageId): VerifiedPackage {
  const installed = store.installed().packages.get(id);
  const found = installed && store.packageOf(installed);
  if (found === undefined || !hasFiles(found)) return { id, damaged: [], edited: [] };
  if (!isDeployed(store.root, id)) return { id, damaged: [EVERYTHING_MISSING], edited: [] };
  const prefix = prefixOf(store.root, id);
  const config = new Set(found.attributes?.config.map((file) => prefix + file));
  const { group, name } = partsOf(id);
  const altered = checkPackage({ root: store.root }, { group: group as Bytes, name: name as Bytes });
  const isEdited = ({ path, differences }: AlteredFile): boolean =>
    config.has(path) && !differences.includes('missing') && !differences.includes('type');
  return {
    id,
    damaged: altered.filter((file) => !isEdited(file)),
    edited: altered.filter(isEdited),
  };
}
