import { bytesOfBuffer, quoteBytes, type Bytes } from '@mpkg/mpkg';

import { malformedPackage } from '../refusals.ts';
import { numberField, textField } from './fields.ts';

export const BLOCK_BYTES = 512;

/** One header block as it stands, before what extended headers say of the member. */
export interface TarHeader {
  /** The type flag: `0`, `5`, `L`, `x` …; `0` also for that of old archives, which is NUL. */
  readonly type: string;
  readonly path: Bytes;
  readonly target: Bytes;
  /** NaN where a number's field holds none. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes. */
  readonly size: number;
  readonly userName: Bytes;
  readonly groupName: Bytes;
}

const CHECKSUM = { start: 148, end: 156 } as const;
const BLANK = 0x20;
const POSIX_MAGIC = 'ustar\0';
const GNU_MAGIC = 'ustar  ';

/**
 * Reads a header block: POSIX.1-1988 (ustar), GNU, or that of V7, which has neither accounts' names nor a prefix. Undefined for
 * a block of zeros, as stand at the end.
 * @throws SpmError `package-malformed` when the checksum is wrong
 */
export function parseHeader(block: Buffer): TarHeader | undefined {
  const sum = checksumOf(block);
  if (sum === BLANK * (CHECKSUM.end - CHECKSUM.start)) return undefined;
  // One text for all fields: a view of the block for each would be much work for the collector.
  const text = bytesOfBuffer(block);
  const name = textField(text, 0, 100);
  if (numberField(text, CHECKSUM.start, 8) !== sum) {
    throw malformedPackage(
      `the tar archive is damaged: the header of ${quoteBytes(name)} has a wrong checksum`,
    );
  }
  const magic = text.slice(257, 264);
  const isPosix = magic.startsWith(POSIX_MAGIC);
  const hasNames = isPosix || magic === GNU_MAGIC;
  const prefix = isPosix ? textField(text, 345, 155) : '';
  return {
    type: textField(text, 156, 1) || '0',
    path: (prefix === '' ? name : `${prefix}/${name}`) as Bytes,
    target: textField(text, 157, 100),
    mode: numberField(text, 100, 8),
    uid: numberField(text, 108, 8),
    gid: numberField(text, 116, 8),
    size: numberField(text, 124, 12),
    userName: hasNames ? textField(text, 265, 32) : ('' as Bytes),
    groupName: hasNames ? textField(text, 297, 32) : ('' as Bytes),
  };
}

/** The sum of all bytes, those of the checksum itself taken for blanks. */
function checksumOf(block: Buffer): number {
  let sum = BLANK * (CHECKSUM.end - CHECKSUM.start);
  for (let at = 0; at < CHECKSUM.start; at++) sum += block[at] ?? 0;
  for (let at = CHECKSUM.end; at < BLOCK_BYTES; at++) sum += block[at] ?? 0;
  return sum;
}
