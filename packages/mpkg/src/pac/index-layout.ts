import type { Numbers } from '../numbers.ts';
import { DIRECTORY_FLAG, SIZE_BYTES_MASK } from './kind.ts';

/** Entries from one mark to the next. */
export const MARK_EVERY = 16;

/** Where things are in a raw index. An entry costs little more than its bytes, and an index has millions at most. */
export interface IndexLayout {
  readonly raw: Buffer;
  /** Entries. */
  readonly length: number;
  /** Bytes of the name of each entry; there may be room for more. */
  readonly nameLengths: Uint8Array;
  /** Where every `MARK_EVERY`th entry begins, from the first. */
  readonly marks: Numbers;
  /** The entries that are directories. */
  readonly directories: Numbers;
  /** For each of those the place in `directories` of the one that holds it; −1 is the root. */
  readonly above: Numbers;
  /** Bytes of all leaves together. */
  readonly contentBytes: number;
}

/** Bytes before the name of an entry: its lead byte and, of a leaf, those of its size. */
export function bytesBeforeName(lead: number): number {
  return lead & DIRECTORY_FLAG ? 1 : 2 + (lead & SIZE_BYTES_MASK);
}
