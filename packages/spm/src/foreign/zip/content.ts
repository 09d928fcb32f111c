import { readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

import { quoteBytes } from '@mpkg/mpkg';

import { SpmError } from '../../errors.ts';
import { malformedMember, unsupportedMember } from '../refusals.ts';
import { Section } from '../section.ts';
import { LOCAL_HEADER_BYTES, type ZipEntry } from './central-directory.ts';

const LOCAL_SIGNATURE = 0x0403_4b50;
const STORED = 0;
const DEFLATED = 8;
const CHUNK_BYTES = 256 * 1024;

/**
 * The content of a member, its length and checksum verified at the end; never more than the directory says.
 * @throws SpmError `entry-unsupported` for encryption and other methods than deflate, `package-malformed`, `stream-corrupt`.
 */
export async function* contentOf(fd: number, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  let size = 0;
  let checksum = 0;
  for await (const chunk of unpacked(packedSection(fd, entry), entry)) {
    size += chunk.length;
    if (size > entry.size) throw wrong(entry, 'is longer than the directory says');
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (size < entry.size) throw wrong(entry, 'is shorter than the directory says');
  if (checksum !== entry.crc32) throw wrong(entry, 'does not have the checksum that the directory says');
}

function packedSection(fd: number, { path, headerOffset, packedSize }: ZipEntry): Section {
  const header = Buffer.alloc(LOCAL_HEADER_BYTES);
  const count = readSync(fd, header, 0, LOCAL_HEADER_BYTES, headerOffset);
  if (count < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== LOCAL_SIGNATURE) {
    throw malformedMember(path, 'it is not where the directory says');
  }
  const start = headerOffset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  return new Section(fd, start, packedSize);
}

async function* unpacked(section: Section, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted) throw unsupportedMember(entry.path, 'it is encrypted');
  if (entry.method === STORED) return yield* copies(section);
  if (entry.method !== DEFLATED) {
    throw unsupportedMember(entry.path, `it is compressed by method ${entry.method}, not by deflate`);
  }
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  const source = Readable.from(copies(section), { objectMode: false });
  try {
    for await (const chunk of source.pipe(inflate)) yield chunk as Uint8Array;
  } catch (cause) {
    throw wrong(entry, 'is not a whole deflate stream', cause);
  } finally {
    source.destroy();
    inflate.destroy();
  }
}

/** A stream may keep what it is given beyond the next chunk. */
function* copies(section: Section): Generator<Uint8Array> {
  for (const chunk of section.chunks(CHUNK_BYTES)) yield chunk.slice();
}

function wrong({ path }: ZipEntry, reason: string, cause?: unknown): SpmError {
  const message = `the content of member ${quoteBytes(path)} ${reason}`;
  return new SpmError('stream-corrupt', message, { subject: path, cause });
}
