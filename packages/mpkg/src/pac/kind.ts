/** What an index entry describes. A leaf is anything but a directory. */
export type EntryKind = 'dir' | 'file' | 'exec' | 'link';
export type LeafKind = Exclude<EntryKind, 'dir'>;

/** Lead byte: bit 7 marks a directory, whose depth is in the other seven. */
export const DIRECTORY_FLAG = 0x80;
export const DEPTH_MASK = 0x7f;
/** Lead byte of a leaf: type in bits 2–3, size bytes less one in bits 0–1, the rest is zero. */
export const RESERVED_MASK = 0x70;
export const SIZE_BYTES_MASK = 0x03;

const KIND_OF_TYPE: readonly (LeafKind | undefined)[] = [undefined, 'file', 'exec', 'link'];
const TYPE_BITS: Readonly<Record<LeafKind, number>> = { file: 0x04, exec: 0x08, link: 0x0c };

/** The kind that a lead byte stands for; `undefined` for the leaf type 0, which has no meaning. */
export function kindOfLead(lead: number): EntryKind | undefined {
  return lead & DIRECTORY_FLAG ? 'dir' : KIND_OF_TYPE[(lead >> 2) & 3];
}

/** The lead byte of a leaf whose size takes `sizeBytes` bytes (1 to 4). */
export function leadOfLeaf(kind: LeafKind, sizeBytes: number): number {
  return TYPE_BITS[kind] | (sizeBytes - 1);
}
