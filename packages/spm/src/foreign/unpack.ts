import { codecOfContent, type Codec } from '@mpkg/mpkg';

import type { Contents } from './contents.ts';
import { decodeInto } from './decode-into.ts';
import { filterInto, isInstalled } from './filter-program.ts';
import type { Section } from './section.ts';
import type { Spool } from './spool.ts';

export type Compression = Codec | 'bz2' | 'lzma';

/** A part of a package, and how it is compressed. */
export interface Packed<C extends Compression = Compression> {
  readonly section: Section;
  readonly compression: C;
}

/** From this compressed size on, a process that decompresses beside this one is worth its start. */
const PROGRAM_BYTES = 32 * 1024;
const BZIP2_MAGIC = 'BZh';

/** One thread of xz takes as much memory as its dictionary; several take a block of the stream each. */
const XZ = ['-dc', '-T1'] as const;

type Unpacker = (section: Section, spool: Spool) => Promise<void>;

const UNPACKERS: Readonly<Record<Exclude<Compression, 'none'>, Unpacker>> = {
  gz: (section, spool) => decodeInto(spool, 'gz', section),
  zst: (section, spool) => decodeInto(spool, 'zst', section),
  xz: (section, spool) =>
    section.size >= PROGRAM_BYTES && isInstalled('xz')
      ? filterInto(spool, ['xz', ...XZ], section)
      : decodeInto(spool, 'xz', section),
  bz2: (section, spool) => filterInto(spool, ['bzip2', '-dc'], section),
  lzma: (section, spool) => filterInto(spool, ['xz', '--format=lzma', ...XZ], section),
};

/**
 * What a part of a package unpacks to: in a spool, or where it lies when it is not compressed.
 * @throws SpmError `stream-corrupt` also for a stream that ends early or has something after its end; `tool-missing`; what the
 *   spool throws
 */
export async function unpacked({ section, compression }: Packed, open: () => Spool): Promise<Contents> {
  if (compression === 'none') return section.contents();
  const spool = open();
  await UNPACKERS[compression](section, spool);
  return spool;
}

/** Tells the compression of a stream by its first bytes; `none` when they are no compressor's. */
export function compressionOfContent(head: Uint8Array): Compression {
  if (Buffer.from(head.subarray(0, BZIP2_MAGIC.length)).toString('latin1') === BZIP2_MAGIC) return 'bz2';
  return codecOfContent(head) ?? 'none';
}
