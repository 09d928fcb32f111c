import { quoteBytes, type Bytes } from '../bytes.ts';
import { MpkgError } from '../errors.ts';
import { GrowingBytes } from '../growing-bytes.ts';
import { encodeHeader, MAX_HEADER_BYTES } from './header.ts';
import { DIRECTORY_FLAG, leadOfLeaf, type LeafKind } from './kind.ts';
import { MAX_INDEX_BYTES, MAX_LEAF_BYTES, MAX_NESTED_DIRECTORIES } from './limits.ts';
import { parseIndex } from './parse-index.ts';
import type { PacIndex } from './pac-index.ts';

export type NewEntry =
  | { readonly kind: 'dir'; readonly name: Bytes; readonly depth: number }
  | { readonly kind: LeafKind; readonly name: Bytes; readonly size: number };

export interface WrittenIndex {
  /** Header and index: what the archive begins with. */
  readonly head: Uint8Array;
  readonly index: PacIndex;
}

/**
 * Encodes entries given in packing order (see `order.ts`).
 * @throws MpkgError `pac-malformed` when the entries break a rule of the format: the result is parsed before it is returned.
 */
export function writeIndex(entries: Iterable<NewEntry>): WrittenIndex {
  const bytes = new GrowingBytes(MAX_HEADER_BYTES + MAX_INDEX_BYTES);
  // The header comes in front of the index and is known after it.
  bytes.append('\0'.repeat(MAX_HEADER_BYTES));
  let count = 0;
  for (const entry of entries) bytes.append(encodeEntry(entry, count++));
  const raw = bytes.view(MAX_HEADER_BYTES);
  if (raw.length === 0) throw new MpkgError('pac-malformed', 'an archive needs at least one entry');
  if (raw.length > MAX_INDEX_BYTES) {
    throw new MpkgError(
      'pac-malformed',
      `the index would have ${raw.length} bytes, more than ${MAX_INDEX_BYTES}`,
    );
  }
  const header = encodeHeader(raw.length);
  const head = bytes.view(MAX_HEADER_BYTES - header.length);
  head.set(header);
  return { head, index: parseIndex(raw) };
}

function encodeEntry(entry: NewEntry, position: number): string {
  const { name } = entry;
  if (name.includes('\0')) throw unfit(position, name, 'its name contains NUL');
  if (entry.kind === 'dir') {
    if (entry.depth >= MAX_NESTED_DIRECTORIES)
      throw unfit(position, name, `more than ${MAX_NESTED_DIRECTORIES} directories are nested`);
    return `${String.fromCharCode(DIRECTORY_FLAG | entry.depth)}${name}\0`;
  }
  if (entry.size > MAX_LEAF_BYTES)
    throw unfit(position, name, `it has ${entry.size} bytes, more than ${MAX_LEAF_BYTES}`);
  const size = littleEndian(entry.size);
  return `${String.fromCharCode(leadOfLeaf(entry.kind, size.length))}${size}${name}\0`;
}

/** As few bytes as hold the value, low byte first; one for 0. */
function littleEndian(value: number): string {
  let bytes = '';
  for (let rest = value; rest > 0 || bytes === ''; rest = Math.floor(rest / 256)) {
    bytes += String.fromCharCode(rest % 256);
  }
  return bytes;
}

function unfit(entry: number, name: Bytes, reason: string): MpkgError {
  return new MpkgError('pac-malformed', `entry ${quoteBytes(name)}: ${reason}`, {
    subject: name,
    details: { entry },
  });
}
