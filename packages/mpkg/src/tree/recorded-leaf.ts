import type { Bytes } from '../bytes.ts';
import type { LeafKind } from '../pac/kind.ts';

/** When something was done, in ms of the clock of the file system: a file whose ctime lies inside was changed by nobody else. */
export type Window = readonly [from: number, to: number];

/** One deployed file or link. */
export interface RecordedLeaf {
  /** From the group's prefix. */
  readonly path: Bytes;
  readonly kind: LeafKind;
  readonly size: number;
  /** CRC-32 of the content; of a link, of its target. */
  readonly checksum: number;
  readonly window: Window;
}
