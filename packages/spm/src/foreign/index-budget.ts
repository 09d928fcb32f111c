import {
  MAX_INDEX_BYTES,
  MAX_LEAF_BYTES,
  MAX_LINK_BYTES,
  MAX_NAME_BYTES,
  MAX_NESTED_DIRECTORIES,
  type Bytes,
} from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';
import { unsupportedEntry } from './entry-errors.ts';
import { joined } from './member-path.ts';
import { sizeOf, type StagedFile, type StagedLink } from './staged-node.ts';

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\0-\x1f\x7f]/;
/** Of an entry besides its name: lead byte, NUL, and the size of a leaf. */
const LEAST_ENTRY_BYTES = 2;

/** Holds what is staged against the limits of a pac and of the caller, entry by entry, before anything is written. */
export class IndexBudget {
  readonly #limit: number;
  #contentBytes = 0;
  #indexBytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  addLeaf(path: Bytes, leaf: StagedFile | StagedLink): void {
    this.#addName(path, path.slice(path.lastIndexOf('/') + 1));
    const bytes = leaf.kind === 'link' ? leaf.target.length : sizeOf(leaf.content);
    if (leaf.kind === 'link' && bytes === 0) throw unsupportedEntry(path, 'its target is empty');
    if (leaf.kind === 'link' && bytes > MAX_LINK_BYTES) {
      throw unsupportedEntry(path, `its target has ${bytes} bytes, more than ${MAX_LINK_BYTES}`);
    }
    if (bytes > MAX_LEAF_BYTES) throw unsupportedEntry(path, `it has ${bytes} bytes, over 4 GiB`);
    this.#contentBytes += bytes;
    if (this.#contentBytes > this.#limit) throw tooLarge(path, this.#limit);
  }

  addDirectory(path: readonly Bytes[], depth: number): void {
    const directory = joined(path.slice(0, depth + 1));
    if (depth >= MAX_NESTED_DIRECTORIES) {
      throw unsupportedEntry(directory, `more than ${MAX_NESTED_DIRECTORIES} directories are nested`);
    }
    this.#addName(directory, path[depth] ?? '');
  }

  #addName(path: Bytes, name: string): void {
    if (CONTROL.test(name)) throw unsupportedEntry(path, 'its name has a control byte');
    if (name.length > MAX_NAME_BYTES) {
      throw unsupportedEntry(path, `its name has ${name.length} bytes, more than ${MAX_NAME_BYTES}`);
    }
    this.#indexBytes += LEAST_ENTRY_BYTES + name.length;
    if (this.#indexBytes > MAX_INDEX_BYTES) throw unsupportedEntry(path, 'with it the index is over 16 MiB');
  }
}

/** The refusal of an archive that unpacks to more than is accepted, such as a decompression bomb. */
export function tooLarge(subject: string, limit: number): SpmError {
  const message = `${subject}: with it the package unpacks to more than ${limit} bytes`;
  return new SpmError('size-limit', message, { subject, details: { limit } });
}
