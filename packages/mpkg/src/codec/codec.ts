import { PAC_MAGIC } from '../pac/header.ts';

/** How an archive is stored: plain, or compressed as a whole. */
export type Codec = 'none' | 'gz' | 'xz' | 'zst';
export const CODECS: readonly Codec[] = ['none', 'gz', 'xz', 'zst'];

const GZIP_MAGIC = [0x1f, 0x8b];
const XZ_MAGIC = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
const ZSTD_MAGIC = [0x28, 0xb5, 0x2f, 0xfd];
/** A zstd stream may begin with a skippable frame; the low four bits of its first byte are free. */
const SKIPPABLE_MAGIC = [0x2a, 0x4d, 0x18];

/** Tells the codec by a file's first bytes; `undefined` when they are none of ours. Six bytes always suffice. */
export function codecOfContent(head: Uint8Array): Codec | undefined {
  if (beginsWith(head, PAC_MAGIC)) return 'none';
  if (beginsWith(head, GZIP_MAGIC)) return 'gz';
  if (beginsWith(head, ZSTD_MAGIC)) return 'zst';
  if (beginsWith(head, XZ_MAGIC)) return 'xz';
  return isSkippable(head) ? 'zst' : undefined;
}

/** The codec that a file name claims by its suffix; `undefined` when it claims none. */
export function codecOfName(name: string): Codec | undefined {
  const suffix = /\.(gz|xz|zst)$/.exec(name)?.[1];
  return suffix as Codec | undefined;
}

function isSkippable(head: Uint8Array): boolean {
  return ((head[0] ?? 0) & 0xf0) === 0x50 && beginsWith(head.subarray(1), SKIPPABLE_MAGIC);
}

function beginsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, position) => bytes[position] === byte);
}
