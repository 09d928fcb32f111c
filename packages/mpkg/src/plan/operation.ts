import type { Bytes } from '../bytes.ts';
import type { PlaceKind } from '../tree/look.ts';

/** Everything below a directory that moves as one: the names of leaves, and directories with what is below them. */
export type Subtree = readonly (Bytes | readonly [directory: Bytes, below: Subtree])[];

/** Gives something a new path on the same file system; nothing is at `to` before. */
export interface MoveOperation {
  readonly kind: 'move';
  readonly from: Bytes;
  readonly to: Bytes;
  readonly what: PlaceKind;
  /** Of a directory. */
  readonly subtree: Subtree | null;
}

/** Puts `item` in the place of the leaf at `target`, which from then on is at `backup`. The target is never missing. */
export interface ReplaceOperation {
  readonly kind: 'replace';
  readonly item: Bytes;
  readonly target: Bytes;
  readonly backup: Bytes;
}

/** One change outside the stages. All paths start at the root of the tree. */
export type Operation = MoveOperation | ReplaceOperation;
