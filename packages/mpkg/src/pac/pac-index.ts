import type { Bytes } from '../bytes.ts';
import { DEPTH_MASK, DIRECTORY_FLAG, kindOfLead, SIZE_BYTES_MASK, type EntryKind } from './kind.ts';
import { MAX_NESTED_DIRECTORIES } from './limits.ts';

/** One entry as a plain value. */
export interface PacEntry {
  /** Its place in the index, from 0. */
  readonly entry: number;
  readonly kind: EntryKind;
  readonly path: Bytes;
  /** Bytes of content; 0 for a directory. */
  readonly size: number;
}

/** The layout that `parseIndex` has checked. */
export interface IndexLayout {
  /** The raw index. */
  readonly text: Bytes;
  /** Where each entry begins in `text`, and after the last one its end: `length + 1` positions. */
  readonly starts: Uint32Array;
  /** The entry of each entry's directory; −1 is the root. */
  readonly parents: Int32Array;
  readonly contentBytes: number;
}

/**
 * A valid archive index. Entries are numbered in archive order: pre-order, the leaves of a directory before its first
 * subdirectory. Everything is computed from the raw bytes when asked for, so an entry costs its bytes plus eight.
 */
export class PacIndex implements Iterable<PacEntry> {
  /** Entries. */
  readonly length: number;
  /** Bytes of all leaves together. */
  readonly contentBytes: number;
  readonly #text: Bytes;
  readonly #starts: Uint32Array;
  readonly #parents: Int32Array;
  /** The directory whose path was asked for last, at each depth: walking in order builds every path once. */
  readonly #cachedDirs = new Int32Array(MAX_NESTED_DIRECTORIES).fill(-1);
  readonly #cachedPrefixes: string[] = [];

  constructor(layout: IndexLayout) {
    this.length = layout.parents.length;
    this.contentBytes = layout.contentBytes;
    this.#text = layout.text;
    this.#starts = layout.starts;
    this.#parents = layout.parents;
  }

  /** Where the entry begins in the raw index. */
  offset(entry: number): number {
    return this.#starts[entry] as number;
  }

  /** The entry's first byte. */
  lead(entry: number): number {
    return this.#text.charCodeAt(this.offset(entry));
  }

  kind(entry: number): EntryKind {
    return kindOfLead(this.lead(entry)) as EntryKind;
  }

  isDirectory(entry: number): boolean {
    return (this.lead(entry) & DIRECTORY_FLAG) !== 0;
  }

  /** Bytes of content, 0 to 4 GiB − 1; 0 for a directory. */
  size(entry: number): number {
    if (this.isDirectory(entry)) return 0;
    const start = this.offset(entry);
    let size = 0;
    for (let at = start + 1 + (this.lead(entry) & SIZE_BYTES_MASK); at > start; at--) {
      size = size * 256 + this.#text.charCodeAt(at);
    }
    return size;
  }

  /** Directories above the entry: 0 for a child of the root. */
  depth(entry: number): number {
    if (this.isDirectory(entry)) return this.lead(entry) & DEPTH_MASK;
    const parent = this.parent(entry);
    return parent < 0 ? 0 : this.depth(parent) + 1;
  }

  /** The entry of the directory that holds this one; −1 for a child of the root. */
  parent(entry: number): number {
    return this.#parents[entry] as number;
  }

  name(entry: number): Bytes {
    const lead = this.lead(entry);
    const skipped = lead & DIRECTORY_FLAG ? 1 : 2 + (lead & SIZE_BYTES_MASK);
    return this.#text.slice(this.offset(entry) + skipped, this.offset(entry + 1) - 1) as Bytes;
  }

  /** The path from the archive's root, without a leading slash. */
  path(entry: number): Bytes {
    const parent = this.parent(entry);
    if (parent < 0) return this.name(entry);
    return (this.#prefix(parent) + this.name(entry)) as Bytes;
  }

  /** Bytes of content before the entry's own. */
  contentOffset(entry: number): number {
    let offset = 0;
    for (let before = 0; before < entry; before++) offset += this.size(before);
    return offset;
  }

  /** The first entry after `entry` and everything below it. */
  subtreeEnd(entry: number): number {
    let next = entry + 1;
    if (!this.isDirectory(entry)) return next;
    const depth = this.depth(entry);
    while (next < this.length && !(this.isDirectory(next) && this.depth(next) <= depth)) next++;
    return next;
  }

  /** The entry at a path; −1 when there is none. */
  find(path: string): number {
    let parent = -1;
    let entry = -1;
    for (const name of path.split('/')) {
      entry = this.#child(parent, name);
      if (entry < 0) return -1;
      parent = entry;
    }
    return entry;
  }

  /** All paths, in archive order. */
  *paths(): Generator<Bytes> {
    for (let entry = 0; entry < this.length; entry++) yield this.path(entry);
  }

  *[Symbol.iterator](): Generator<PacEntry> {
    for (let entry = 0; entry < this.length; entry++) {
      yield { entry, kind: this.kind(entry), path: this.path(entry), size: this.size(entry) };
    }
  }

  #child(directory: number, name: string): number {
    const end = directory < 0 ? this.length : this.subtreeEnd(directory);
    for (let entry = directory + 1; entry < end; entry++) {
      if (this.parent(entry) === directory && this.name(entry) === name) return entry;
    }
    return -1;
  }

  /** The path of a directory and a slash. */
  #prefix(entry: number): string {
    const depth = this.depth(entry);
    if (this.#cachedDirs[depth] !== entry) {
      this.#cachedPrefixes[depth] = `${this.path(entry)}/`;
      this.#cachedDirs[depth] = entry;
    }
    return this.#cachedPrefixes[depth] as string;
  }
}
