import type { Bytes } from '../bytes.ts';
import type { LeafKind } from '../pac/kind.ts';

/** When something was done, in ms of the clock of the file system: a file whose ctime lies inside was changed by nobody else. */
export type Window = readonly [from: number, to: number];

/** What is known of a deployed file or link beside its path. */
export interface LeafFacts {
  readonly kind: LeafKind;
  /** Bytes of content, 0 to 4 GiB − 1. */
  readonly size: number;
  /** CRC-32 of the content; of a link, of its target. */
  readonly checksum: number;
  readonly window: Window;
}

/** One deployed file or link. */
export interface RecordedLeaf extends LeafFacts {
  /** From the group's prefix. */
  readonly path: Bytes;
}

/** Paths by their places, from 0. Asking in order is fast. */
export interface Paths {
  readonly length: number;
  at(place: number): Bytes;
}

/** A leaf by its place among those of its package. */
export interface LeafReference {
  readonly leaves: Leaves;
  readonly at: number;
}

/** The leaves of a package in the order of its list. Packages have hundreds of thousands, so that they are columns, not objects. */
export interface Leaves extends Iterable<RecordedLeaf> {
  readonly length: number;
  readonly paths: Paths;
  /** Those that leaves have. */
  readonly windows: readonly Window[];
  kind(at: number): LeafKind;
  size(at: number): number;
  checksum(at: number): number;
  /** The place of its window among `windows`. */
  windowPlace(at: number): number;
  /** The sizes of leaves from one place to another, with commas between them. */
  sizesText(start: number, end: number): string;
  /** Their checksums. */
  checksumsText(start: number, end: number): string;
}

/** The window of a leaf. */
export function windowOf({ leaves, at }: LeafReference): Window {
  return leaves.windows[leaves.windowPlace(at)] as Window;
}

/** Letters of kinds, as records have them. */
export const KIND_OF_LETTER = { f: 'file', x: 'exec', l: 'link' } as const satisfies Record<string, LeafKind>;

/** The columns of a record, as many of each as there are paths. */
export interface LeafColumns {
  /** A letter each. */
  readonly kinds: string;
  readonly sizes: readonly number[];
  readonly checksums: readonly number[];
  readonly windows: readonly Window[];
  /** For each leaf its place in `windows`; empty when all have the first. */
  readonly window: readonly number[];
}

/** Leaves that a record has. */
export class StoredLeaves implements Leaves {
  readonly paths: Paths;
  readonly windows: readonly Window[];
  readonly length: number;
  readonly #kinds: string;
  readonly #sizes: Uint32Array;
  readonly #checksums: Uint32Array;
  readonly #window: Uint32Array;

  constructor({ kinds, sizes, checksums, windows, window }: LeafColumns, paths: Paths) {
    this.paths = paths;
    this.windows = windows;
    this.length = paths.length;
    this.#kinds = kinds;
    this.#sizes = new Uint32Array(sizes);
    this.#checksums = new Uint32Array(checksums);
    this.#window = new Uint32Array(window);
  }

  kind(at: number): LeafKind {
    return KIND_OF_LETTER[this.#kinds[at] as keyof typeof KIND_OF_LETTER];
  }

  size(at: number): number {
    return this.#sizes[at] as number;
  }

  checksum(at: number): number {
    return this.#checksums[at] as number;
  }

  windowPlace(at: number): number {
    return this.#window[at] ?? 0;
  }

  sizesText(start: number, end: number): string {
    return this.#sizes.subarray(start, end).join();
  }

  checksumsText(start: number, end: number): string {
    return this.#checksums.subarray(start, end).join();
  }

  [Symbol.iterator](): Generator<RecordedLeaf> {
    return each(this);
  }
}

const KINDS = Object.values(KIND_OF_LETTER);
/** Kinds fit into as many bits; the place of the window lies above. */
const KIND_BITS = 2;

/** Leaves that are being deployed. */
export class NewLeaves implements Leaves {
  readonly paths: Paths;
  readonly windows: Window[] = [];
  length = 0;
  /** The kind of each, and above that the place of its window. */
  readonly #kinds: Uint32Array;
  readonly #sizes: Uint32Array;
  readonly #checksums: Uint32Array;
  #latest = -1;

  /** There will be as many as there are paths. */
  constructor(paths: Paths) {
    this.paths = paths;
    this.#kinds = new Uint32Array(paths.length);
    this.#sizes = new Uint32Array(paths.length);
    this.#checksums = new Uint32Array(paths.length);
  }

  push(kind: LeafKind, size: number, checksum: number, window: Window): void {
    if (this.windows[this.#latest] !== window) this.#latest = this.#placeOf(window);
    const at = this.length++;
    this.#kinds[at] = KINDS.indexOf(kind) | (this.#latest << KIND_BITS);
    this.#sizes[at] = size;
    this.#checksums[at] = checksum;
  }

  kind(at: number): LeafKind {
    return KINDS[(this.#kinds[at] as number) & ((1 << KIND_BITS) - 1)] as LeafKind;
  }

  size(at: number): number {
    return this.#sizes[at] as number;
  }

  checksum(at: number): number {
    return this.#checksums[at] as number;
  }

  windowPlace(at: number): number {
    return (this.#kinds[at] as number) >>> KIND_BITS;
  }

  sizesText(start: number, end: number): string {
    return this.#sizes.subarray(start, end).join();
  }

  checksumsText(start: number, end: number): string {
    return this.#checksums.subarray(start, end).join();
  }

  [Symbol.iterator](): Generator<RecordedLeaf> {
    return each(this);
  }

  /** Windows are few. */
  #placeOf(window: Window): number {
    const known = this.windows.indexOf(window);
    return known >= 0 ? known : this.windows.push(window) - 1;
  }
}

function* each(leaves: Leaves): Generator<RecordedLeaf> {
  for (let at = 0; at < leaves.length; at++) {
    const [path, kind] = [leaves.paths.at(at), leaves.kind(at)];
    const window = windowOf({ leaves, at });
    yield { path, kind, size: leaves.size(at), checksum: leaves.checksum(at), window };
  }
}
