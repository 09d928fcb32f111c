import { textOfBytes } from '@mpkg/mpkg';

import type { PackageId } from '../package/package.ts';
import { filesOf, prefixOf } from '../state/file-lists.ts';

/** Where the files of a package lie. */
export interface Place {
  /** Of the pac's root, from the root of the tree: empty, or a directory and a slash. */
  readonly prefix: string;
  /** The files and links of the package, from its pac's root; may be left out where there is no prefix. */
  readonly leaves: readonly string[];
}

/** That of a package whose paths are those of the tree. */
export const AT_ROOT: Place = { prefix: '', leaves: [] };

/** @param prefix, leaves byte strings */
export function placeAt(prefix: string, leaves: readonly string[]): Place {
  return prefix === '' ? AT_ROOT : { prefix: textOfBytes(prefix), leaves: leaves.map(textOfBytes) };
}

/** Of a package that is deployed. */
export function deployedPlace(root: string, id: PackageId): Place {
  const prefix = prefixOf(root, id);
  return prefix === ''
    ? AT_ROOT
    : placeAt(
        prefix,
        filesOf(root, id).map((file) => file.slice(prefix.length)),
      );
}
