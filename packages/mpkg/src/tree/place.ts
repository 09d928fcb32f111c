import type { Bytes } from '../bytes.ts';
import type { LeafReference } from './leaves.ts';
import type { PlaceKind } from './look.ts';

/** One mounted file system (or subvolume): renames work within it and not across. */
export interface Volume {
  /** Its topmost directory inside the tree. */
  readonly top: Place;
  /** As stat(2) numbers it. */
  readonly device: number;
}

/** What happens to a leaf that leaves: discarded, or kept beside because a user changed it. */
export type Departure = 'discard' | 'save';

/** Everything below a new directory as JSON: a tenth of what its places take. */
export type Frozen = string & { readonly __frozen: unique symbol };

/** The names looked at in a directory, in the order of the first look. A new file is a name alone. */
export type Known = Map<Bytes, Place> | (Place | Bytes)[];
export type Children = Known | Frozen;

/** One name of the tree: what is on the disk, and what the transaction will make of it. */
export interface Place {
  readonly parent: Place | null;
  readonly name: Bytes;
  /** From the root of the tree, free of links; empty for the root. */
  readonly path: Bytes;
  /** What the disk has. */
  readonly before: PlaceKind;
  /** What the transaction leaves; equals `before` until something is planned. */
  after: PlaceKind;
  /** Of a link that `after` has. */
  target: Bytes | null;
  /** Of a directory: the names looked at so far; null before the first. */
  children: Children | null;
  /** Of a directory on the disk. */
  readonly volume: Volume | null;
  /** Of what is on the disk: type and permissions, bytes, and in ms the time of its last change. */
  readonly mode: number;
  readonly size: number;
  readonly changedAt: number;
  /** Of a directory on the disk, in ms: its birth (0 when unknown), and the last change of the names in it. */
  readonly bornAt: number;
  readonly modifiedAt: number;
  /** Where its new content waits to be published, from the root of the tree. */
  staged: Bytes | null;
  departure: Departure | null;
  /** What a package that leaves had put here. */
  recorded: LeafReference | null;
  /** Whether a modes table had given it more than its kind says. */
  hasModes: boolean;
}

/** What a name has that the disk does not. */
export const NOT_ON_DISK = {
  before: 'absent',
  target: null,
  children: null,
  volume: null,
  mode: 0,
  size: 0,
  modifiedAt: 0,
  changedAt: 0,
  bornAt: 0,
  staged: null,
  departure: null,
  recorded: null,
  hasModes: false,
} as const satisfies Partial<Place>;

/** Beside the places, which are many: a member more would take megabytes. */
const pinned = new WeakSet<Place>();

/** Others hold on to the place: it is never sealed, and what becomes of it is their matter. */
export function pin(place: Place): void {
  pinned.add(place);
}

export function isPinned(place: Place): boolean {
  return pinned.has(place);
}

/** Whether `place` is `directory` or lies below it. */
export function isInside(place: Place, directory: Place): boolean {
  for (let at: Place | null = place; at !== null; at = at.parent) if (at === directory) return true;
  return false;
}
