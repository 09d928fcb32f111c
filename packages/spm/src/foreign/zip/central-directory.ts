/**
 * The central directory of a zip archive (PKWARE APPNOTE 6.3.10, sections 4.3.12 to 4.3.16, zip64 included). A dozen fields and
 * `node:zlib` are all that it takes; the readers on npm add streams, file handles and text decoding of their own.
 */
import { readSync } from 'node:fs';

import { bytesOfBuffer, type Bytes } from '@mpkg/mpkg';

import type { SpmError } from '../../errors.ts';
import { malformedPackage } from '../refusals.ts';

/** One member, as the central directory has it. */
export interface ZipEntry {
  /** As stored; that of a directory ends in `/`. */
  readonly path: Bytes;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly isEncrypted: boolean;
  /** Mode and type as in stat(2), where a Unix system packed it. */
  readonly unixMode: number | undefined;
  readonly crc32: number;
  /** Bytes in the archive. */
  readonly packedSize: number;
  /** Bytes of content. */
  readonly size: number;
  /** Where the local header lies in the file. */
  readonly headerOffset: number;
}

export const LOCAL_HEADER_BYTES = 30;

const END_SIGNATURE = 0x0605_4b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const LOCATOR_SIGNATURE = 0x0706_4b50;
const LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x0606_4b50;
const END64_BYTES = 56;
const ENTRY_SIGNATURE = 0x0201_4b50;
const ENTRY_BYTES = 46;
const ZIP64_FIELD = 1;
const IN_ZIP64 = 0xffff_ffff;
const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024;
const UNIX = 3;
const MACOS = 19;

interface Place {
  readonly offset: number;
  readonly size: number;
}

/**
 * The members of a zip archive, in the order of its directory.
 * @throws SpmError `package-malformed`
 */
export function* readCentralDirectory(fd: number, fileSize: number): Generator<ZipEntry> {
  const { offset, size } = findDirectory(fd, fileSize);
  if (size > MAX_DIRECTORY_BYTES || offset + size > fileSize)
    throw malformed('its directory is not inside the file');
  const directory = read(fd, offset, size);
  for (let at = 0; at < size;) {
    if (at + ENTRY_BYTES > size || directory.readUInt32LE(at) !== ENTRY_SIGNATURE) {
      throw malformed('its directory is damaged');
    }
    const nameBytes = directory.readUInt16LE(at + 28);
    const extraBytes = directory.readUInt16LE(at + 30);
    const end = at + ENTRY_BYTES + nameBytes + extraBytes + directory.readUInt16LE(at + 32);
    if (end > size) throw malformed('its directory is damaged');
    yield entryAt(directory, at, nameBytes, extraBytes);
    at = end;
  }
}

function entryAt(directory: Buffer, at: number, nameBytes: number, extraBytes: number): ZipEntry {
  const nameEnd = at + ENTRY_BYTES + nameBytes;
  const [size, packedSize, headerOffset] = sizes(
    [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)],
    directory.subarray(nameEnd, nameEnd + extraBytes),
  );
  const host = directory.readUInt8(at + 5);
  return {
    path: bytesOfBuffer(directory, at + ENTRY_BYTES, nameEnd),
    method: directory.readUInt16LE(at + 10),
    isEncrypted: (directory.readUInt16LE(at + 8) & 1) !== 0,
    unixMode: host === UNIX || host === MACOS ? directory.readUInt16LE(at + 40) : undefined,
    crc32: directory.readUInt32LE(at + 16),
    packedSize,
    size,
    headerOffset,
  };
}

type Sizes = [size: number, packedSize: number, headerOffset: number];

/** Each value that does not fit its field stands in the zip64 field, in this order. */
function sizes(fields: Sizes, extra: Buffer): Sizes {
  const wide = zip64Field(extra);
  let next = 0;
  return fields.map((field) => {
    if (field !== IN_ZIP64) return field;
    if (next + 8 > wide.length) throw malformed('a zip64 field is missing');
    next += 8;
    return safe(wide.readBigUInt64LE(next - 8));
  }) as Sizes;
}

function zip64Field(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.length;) {
    const start = at + 4;
    const end = start + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === ZIP64_FIELD) return extra.subarray(start, end);
    at = end;
  }
  return Buffer.alloc(0);
}

function findDirectory(fd: number, fileSize: number): Place {
  const tailBytes = Math.min(fileSize, END_BYTES + MAX_COMMENT_BYTES);
  const tail = read(fd, fileSize - tailBytes, tailBytes);
  for (let at = tailBytes - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE || tail.readUInt16LE(at + 20) !== tailBytes - at - END_BYTES)
      continue;
    const place = { size: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
    const isWide = place.size === IN_ZIP64 || place.offset === IN_ZIP64;
    return isWide ? findWideDirectory(fd, fileSize - tailBytes + at - LOCATOR_BYTES) : place;
  }
  throw malformed('it has no end of a zip directory');
}

function findWideDirectory(fd: number, locatorOffset: number): Place {
  const locator = read(fd, locatorOffset, LOCATOR_BYTES);
  if (locator.readUInt32LE(0) !== LOCATOR_SIGNATURE) throw malformed('its zip64 directory is missing');
  const end = read(fd, safe(locator.readBigUInt64LE(8)), END64_BYTES);
  if (end.readUInt32LE(0) !== END64_SIGNATURE) throw malformed('its zip64 directory is missing');
  return { size: safe(end.readBigUInt64LE(40)), offset: safe(end.readBigUInt64LE(48)) };
}

function read(fd: number, position: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  if (position < 0 || readSync(fd, buffer, 0, bytes, position) < bytes) throw malformed('it ends early');
  return buffer;
}

function safe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed('a size is over 2^53');
  return Number(value);
}

function malformed(reason: string): SpmError {
  return malformedPackage(`the zip archive is damaged: ${reason}`);
}
