import type { Bytes } from '../bytes.ts';
import { Numbers } from '../numbers.ts';
import type { EntryKind } from '../pac/kind.ts';
import type { PacIndex } from '../pac/pac-index.ts';
import type { Paths } from '../tree/leaves.ts';

/** The suffix of a new default beside the user's configuration file. */
export const NEW_SUFFIX = '.mpkg-new';

/**
 * What to do with one entry of the archive:
 * - `make` a directory that is missing;
 * - `write` a leaf where nothing is, or will be by then;
 * - `refresh` a leaf of a package that leaves, unless its content is the same already;
 * - `carry` such a leaf over as it is.
 */
export type EntryAction = 'make' | 'write' | 'refresh' | 'carry';

export interface PlannedEntry {
  /** Its number in the archive's index; −1 for a directory above the package. */
  readonly entry: number;
  readonly action: EntryAction;
  readonly kind: EntryKind;
  /** Bytes of content. */
  readonly size: number;
  /** Where, free of links, from the root of the tree. */
  readonly directory: Bytes;
  readonly name: Bytes;
  /** The path to record, from the group's prefix. */
  readonly path: Bytes;
}

/** What is planned for an entry of the index. */
export interface EntryDecision {
  readonly entry: number;
  readonly action: EntryAction;
  readonly directory: Bytes;
  readonly name: Bytes;
  /** The new version of a configuration file, put beside it. */
  readonly isBeside: boolean;
}

/** The names of so many are kept, as they are asked for several times: they take less than a megabyte. */
const FEW_ENTRIES = 10_000;

const ACTIONS = ['make', 'write', 'refresh', 'carry'] as const satisfies readonly EntryAction[];
const ACTION_BITS = 2;
const BESIDE_BIT = 1 << ACTION_BITS;
const DIRECTORY_SHIFT = ACTION_BITS + 1;

/**
 * What is planned for the entries of an archive, in its order. The index has most of it, so that two numbers an entry are kept: an
 * object with its strings would take 30 times as much, and packages have hundreds of thousands.
 */
export class PlannedEntries implements Iterable<PlannedEntry> {
  length = 0;
  readonly #index: PacIndex;
  /** The names of the first ones, those of directories above the package among them. */
  readonly #names: Bytes[] = [];
  readonly #directories: Bytes[] = [];
  readonly #entries: Int32Array;
  /** The action of each, whether it is put beside, and the place of its directory. */
  readonly #decisions: Uint32Array;
  readonly #counts = { make: 0, write: 0, refresh: 0, carry: 0 };

  /** @param more how many there may be beside those of the index */
  constructor(index: PacIndex, more: number) {
    this.#index = index;
    this.#entries = new Int32Array(index.length + more);
    this.#decisions = new Uint32Array(index.length + more);
  }

  /** A directory above the package is missing. Before all entries. */
  addAbove(directory: Bytes, name: Bytes): void {
    this.add({ entry: -1, action: 'make', directory, name, isBeside: false });
  }

  add({ entry, action, directory, name, isBeside }: EntryDecision): void {
    if (this.length < FEW_ENTRIES) this.#names.push(name);
    const latest = this.#directories.length - 1;
    const place = this.#directories[latest] === directory ? latest : this.#directories.push(directory) - 1;
    const at = this.length++;
    this.#entries[at] = entry;
    this.#decisions[at] = ACTIONS.indexOf(action) | (isBeside ? BESIDE_BIT : 0) | (place << DIRECTORY_SHIFT);
    this.#counts[action]++;
  }

  /** How many are planned with that action. */
  count(action: EntryAction): number {
    return this.#counts[action];
  }

  entry(at: number): number {
    return this.#entries[at] as number;
  }

  action(at: number): EntryAction {
    return ACTIONS[(this.#decisions[at] as number) & (BESIDE_BIT - 1)] as EntryAction;
  }

  isBeside(at: number): boolean {
    return ((this.#decisions[at] as number) & BESIDE_BIT) !== 0;
  }

  kind(at: number): EntryKind {
    const entry = this.entry(at);
    return entry < 0 ? 'dir' : this.#index.kind(entry);
  }

  size(at: number): number {
    const entry = this.entry(at);
    return entry < 0 ? 0 : this.#index.size(entry);
  }

  directory(at: number): Bytes {
    return this.#directories[(this.#decisions[at] as number) >>> DIRECTORY_SHIFT] as Bytes;
  }

  name(at: number): Bytes {
    return this.#names[at] ?? this.#suffixed(at, this.#index.name(this.entry(at)));
  }

  path(at: number): Bytes {
    const entry = this.entry(at);
    return (entry < 0 ? '' : this.#index.prefix(entry) + this.name(at)) as Bytes;
  }

  at(at: number): PlannedEntry {
    return {
      entry: this.entry(at),
      action: this.action(at),
      kind: this.kind(at),
      size: this.size(at),
      directory: this.directory(at),
      name: this.name(at),
      path: this.path(at),
    };
  }

  *[Symbol.iterator](): Generator<PlannedEntry> {
    for (let at = 0; at < this.length; at++) yield this.at(at);
  }

  #suffixed(at: number, text: Bytes): Bytes {
    return this.isBeside(at) ? (`${text}${NEW_SUFFIX}` as Bytes) : text;
  }
}

/** The paths of planned leaves. */
export class LeafPaths implements Paths {
  readonly #entries: PlannedEntries;
  readonly #places = new Numbers();

  constructor(entries: PlannedEntries) {
    this.#entries = entries;
    for (let at = 0; at < entries.length; at++) if (entries.action(at) !== 'make') this.#places.push(at);
  }

  get length(): number {
    return this.#places.length;
  }

  at(place: number): Bytes {
    return this.#entries.path(this.#places.at(place));
  }
}
