import {
  MAX_INDEX_BYTES,
  MAX_LEAF_BYTES,
  MAX_LINK_BYTES,
  MAX_NAME_BYTES,
  MAX_NESTED_DIRECTORIES,
  type Bytes,
} from '@mpkg/mpkg';

import { tooLarge, unsupportedMember } from './refusals.ts';
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
    if (leaf.kind === 'link' && bytes === 0) throw unsupportedMember(path, 'its target is empty');
    if (leaf.kind === 'link' && bytes > MAX_LINK_BYTES) {
      throw unsupportedMember(path, `its target has ${bytes} bytes, more than ${MAX_LINK_BYTES}`);
    }
    if (bytes > MAX_LEAF_BYTES) throw unsupportedMember(path, `it has ${bytes} bytes, over 4 GiB`);
    this.#contentBytes += bytes;
    if (this.#contentBytes > this.#limit) throw tooLarge(this.#limit, path);
  }

  addDirectory(path: readonly Bytes[], depth: number): void {
    const directory = joined(path.slice(0, depth + 1));
    if (depth >= MAX_NESTED_DIRECTORIES) {
      throw unsupportedMember(directory, `more than ${MAX_NESTED_DIRECTORIES} directories are nested`);
    }
    this.#addName(directory, path[depth] ?? '');
  }

  #addName(path: Bytes, name: string): void {
    if (CONTROL.test(name)) throw unsupportedMember(path, 'its name has a control byte');
    if (name.length > MAX_NAME_BYTES) {
      throw unsupportedMember(path, `its name has ${name.length} bytes, more than ${MAX_NAME_BYTES}`);
    }
    this.#indexBytes += LEAST_ENTRY_BYTES + name.length;
    if (this.#indexBytes > MAX_INDEX_BYTES) throw unsupportedMember(path, 'with it the index is over 16 MiB');
  }
}
