import { MpkgError } from '../errors.ts';

/** "PAC" */
export const PAC_MAGIC = [0x50, 0x41, 0x43] as const;
/** The longest header a reader accepts: magic, size code, three length bytes. */
export const MAX_HEADER_BYTES = 7;
const MAX_SIZE_CODE = 2;

export interface PacHeader {
  /** Bytes before the index. */
  readonly indexStart: number;
  /** Bytes of the index, at least 1. */
  readonly indexLength: number;
}

/**
 * Reads the header from the first bytes of a plain archive; bytes after the header are ignored.
 * @throws MpkgError `pac-truncated` when `head` ends inside the header, `pac-malformed` for anything else that is wrong.
 */
export function parseHeader(head: Uint8Array): PacHeader {
  for (const [position, byte] of PAC_MAGIC.entries()) {
    if (position >= head.length) throw truncated();
    if (head[position] !== byte) throw malformed('it does not begin with the magic bytes "PAC"');
  }
  const code = head[3];
  if (code === undefined) throw truncated();
  if (code > 3) throw malformed(`the header's size code is ${code}, above 3`);
  if (code > MAX_SIZE_CODE) throw malformed('the index length takes four bytes, an index is under 16 MiB');
  const indexStart = 5 + code;
  if (head.length < indexStart) throw truncated();
  const indexLength = littleEndian(head, 4, indexStart);
  if (indexLength === 0) throw malformed('the index is empty');
  if (head[indexStart - 1] === 0) throw malformed('the index length is not in its shortest form');
  return { indexStart, indexLength };
}

/** The header for an index of that many bytes, in its shortest form. */
export function encodeHeader(indexLength: number): Uint8Array {
  const length = [indexLength & 0xff, (indexLength >> 8) & 0xff, indexLength >> 16];
  while (length.length > 1 && length.at(-1) === 0) length.pop();
  return Uint8Array.of(...PAC_MAGIC, length.length - 1, ...length);
}

function littleEndian(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = end - 1; at >= start; at--) value = value * 256 + (bytes[at] as number);
  return value;
}

function truncated(): MpkgError {
  return new MpkgError('pac-truncated', 'the file ends inside the header');
}

function malformed(reason: string): MpkgError {
  return new MpkgError('pac-malformed', reason);
}
