import type { Bytes } from '../bytes.ts';
import { bytesBeforeName, MARK_EVERY, type IndexLayout } from './index-layout.ts';
import { DEPTH_MASK, DIRECTORY_FLAG, kindOfLead, SIZE_BYTES_MASK, type EntryKind } from './kind.ts';

/** One entry as a plain value. */
export interface PacEntry {
  /** Its place in the index, from 0. */
  readonly entry: number;
  readonly kind: EntryKind;
  readonly path: Bytes;
  /** Bytes of content; 0 for a directory. */
  readonly size: number;
}

/**
 * A valid archive index. Entries are numbered in archive order: pre-order, the leaves of a directory before its first
 * subdirectory. Everything is computed from the raw bytes when asked for; asking in archive order is fast.
 */
export class PacIndex implements Iterable<PacEntry> {
  /** Entries. */
  readonly length: number;
  /** Bytes of all leaves together. */
  readonly contentBytes: number;
  readonly #layout: IndexLayout;
  readonly #raw: Buffer;
  /** The entry whose place was asked for last, and where it begins. */
  #entry = 0;
  #start = 0;
  /** The place among the directories of the one asked for last, that directory, and the entry that follows its leaves. */
  #place = -1;
  #directory = -1;
  #leavesEnd: number;
  #namedEntry = -1;
  #name = '' as Bytes;
  #pathEntry = -1;
  #path = '' as Bytes;
  /** The directories around the entry whose path was asked for last, outermost first, and their paths with a slash behind. */
  readonly #chain: number[] = [];
  readonly #prefixes: string[] = [];

  constructor(layout: IndexLayout) {
    this.length = layout.length;
    this.contentBytes = layout.contentBytes;
    this.#layout = layout;
    this.#raw = layout.raw;
    this.#leavesEnd = this.#directoryOrEnd(0);
  }

  /** Where the entry begins in the raw index; of `length`, where that ends. */
  offset(entry: number): number {
    if (entry !== this.#entry) this.#seek(entry);
    return this.#start;
  }

  /** The entry's first byte. */
  lead(entry: number): number {
    return this.#raw[this.offset(entry)] as number;
  }

  kind(entry: number): EntryKind {
    return kindOfLead(this.lead(entry)) as EntryKind;
  }

  isDirectory(entry: number): boolean {
    return (this.lead(entry) & DIRECTORY_FLAG) !== 0;
  }

  /** Bytes of content, 0 to 4 GiB − 1; 0 for a directory. */
  size(entry: number): number {
    const lead = this.lead(entry);
    if (lead & DIRECTORY_FLAG) return 0;
    let size = 0;
    for (let at = this.#start + 1 + (lead & SIZE_BYTES_MASK); at > this.#start; at--) {
      size = size * 256 + (this.#raw[at] as number);
    }
    return size;
  }

  /** Directories above the entry: 0 for a child of the root. */
  depth(entry: number): number {
    const lead = this.lead(entry);
    if (lead & DIRECTORY_FLAG) return lead & DEPTH_MASK;
    const parent = this.parent(entry);
    return parent < 0 ? 0 : this.depth(parent) + 1;
  }

  /** The entry of the directory that holds this one; −1 for a child of the root. */
  parent(entry: number): number {
    const nearest = this.#directoryAt(entry);
    if (this.#directory !== entry) return this.#directory;
    const { directories, above } = this.#layout;
    const place = above.at(nearest);
    return place < 0 ? -1 : directories.at(place);
  }

  name(entry: number): Bytes {
    if (entry === this.#namedEntry) return this.#name;
    const start = this.#nameStart(entry);
    this.#namedEntry = entry;
    return (this.#name = this.#raw.toString('latin1', start, start + this.#nameLength(entry)) as Bytes);
  }

  /** Orders an entry and one of another index by the bytes of their names: negative, 0 or positive. */
  compareName(entry: number, other: PacIndex, otherEntry: number): number {
    const start = this.#nameStart(entry);
    const otherStart = other.#nameStart(otherEntry);
    const end = start + this.#nameLength(entry);
    return this.#raw.compare(other.#raw, otherStart, otherStart + other.#nameLength(otherEntry), start, end);
  }

  /** The path from the archive's root, without a leading slash. */
  path(entry: number): Bytes {
    if (entry === this.#pathEntry) return this.#path;
    const prefix = this.prefix(entry);
    this.#pathEntry = entry;
    return (this.#path = (prefix + this.name(entry)) as Bytes);
  }

  /** The path of the directory that holds the entry and a slash; nothing for a child of the root. */
  prefix(entry: number): string {
    return this.#prefixOf(this.parent(entry));
  }

  /** Bytes of content before the entry's own. */
  contentOffset(entry: number): number {
    let offset = 0;
    for (let before = 0; before < entry; before++) offset += this.size(before);
    return offset;
  }

  /** The first entry after `entry` that is a directory; `length` after the last. −1 asks for the first of all. */
  nextDirectory(entry: number): number {
    this.#directoryAt(entry);
    return this.#leavesEnd;
  }

  /** The first entry after `entry` and everything below it. */
  subtreeEnd(entry: number): number {
    if (!this.isDirectory(entry)) return entry + 1;
    const depth = this.depth(entry);
    let next = this.nextDirectory(entry);
    while (next < this.length && this.depth(next) > depth) next = this.nextDirectory(next);
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
    if (directory >= 0 && !this.isDirectory(directory)) return -1;
    const leavesEnd = this.nextDirectory(directory);
    for (let entry = directory + 1; entry < leavesEnd; entry++) if (this.#hasName(entry, name)) return entry;
    const end = directory < 0 ? this.length : this.subtreeEnd(directory);
    for (let entry = leavesEnd; entry < end; entry = this.subtreeEnd(entry)) {
      if (this.#hasName(entry, name)) return entry;
    }
    return -1;
  }

  #nameStart(entry: number): number {
    return this.offset(entry) + bytesBeforeName(this.lead(entry));
  }

  #nameLength(entry: number): number {
    return this.#layout.nameLengths[entry] as number;
  }

  #hasName(entry: number, name: string): boolean {
    return this.#layout.nameLengths[entry] === name.length && this.name(entry) === name;
  }

  /** The path of a directory and a slash, nothing for the root. The chain ends with it then: walking in order never goes back. */
  #prefixOf(directory: number): string {
    let depth = this.#chain.length;
    while (depth > 0 && (this.#chain[depth - 1] as number) > directory) depth--;
    if (directory < 0 || this.#chain[depth - 1] === directory) return this.#endChain(depth);
    const prefix = `${this.path(directory)}/`;
    // The chain ends with the directory around it now.
    this.#chain.push(directory);
    this.#prefixes.push(prefix);
    return prefix;
  }

  #endChain(depth: number): string {
    if (depth < this.#chain.length) this.#chain.length = this.#prefixes.length = depth;
    return depth === 0 ? '' : (this.#prefixes[depth - 1] as string);
  }

  /** From the entry asked for before when that is near, else from the mark before it. */
  #seek(entry: number): void {
    const { nameLengths, marks } = this.#layout;
    let at = this.#entry;
    let start = this.#start;
    if (entry < at || entry - at > MARK_EVERY) {
      const mark = Math.min(Math.floor(entry / MARK_EVERY), marks.length - 1);
      at = mark * MARK_EVERY;
      start = marks.at(mark);
    }
    for (; at < entry; at++) {
      start += bytesBeforeName(this.#raw[start] as number) + (nameLengths[at] as number) + 1;
    }
    this.#entry = entry;
    this.#start = start;
  }

  /** The place among the directories of the last one that is not after the entry; −1 before the first. */
  #directoryAt(entry: number): number {
    if (entry >= this.#directory && entry < this.#leavesEnd) return this.#place;
    const { directories } = this.#layout;
    const isNext = entry === this.#leavesEnd && this.#place + 1 < directories.length;
    const place = isNext ? this.#place + 1 : directories.lastUpTo(entry);
    this.#directory = place < 0 ? -1 : directories.at(place);
    this.#leavesEnd = this.#directoryOrEnd(place + 1);
    return (this.#place = place);
  }

  /** The directory at a place; `length` behind the last. */
  #directoryOrEnd(place: number): number {
    const { directories } = this.#layout;
    return place < directories.length ? directories.at(place) : this.length;
  }
}
