import { bytesOfBuffer, quoteBytes } from '../bytes.ts';
import { MpkgError } from '../errors.ts';
import { DEPTH_MASK, DIRECTORY_FLAG, kindOfLead, RESERVED_MASK, SIZE_BYTES_MASK } from './kind.ts';
import { MAX_LINK_BYTES } from './limits.ts';
import { endOfName, nameFault } from './name.ts';
import { Nesting } from './nesting.ts';
import { PacIndex } from './pac-index.ts';

/**
 * Reads a raw index and checks all of it: lead bytes, canonical sizes, names, byte order, duplicates, nesting, the sum of
 * the sizes. What it returns needs no further check.
 * @throws MpkgError `pac-truncated` when the index ends inside an entry, `pac-malformed` for anything else that is wrong;
 *   `subject` is the path of the entry at fault, `details.entry` its number.
 */
export function parseIndex(raw: Uint8Array): PacIndex {
  const nesting = new Nesting(raw);
  let starts = new Uint32Array((raw.length >> 4) + 16);
  let parents = new Int32Array(starts.length);
  let contentBytes = 0;
  let count = 0;
  for (let at = 0; at < raw.length; count++) {
    if (count + 1 === starts.length) {
      starts = doubled(starts, Uint32Array);
      parents = doubled(parents, Int32Array);
    }
    const lead = raw[at] as number;
    const isDirectory = (lead & DIRECTORY_FLAG) !== 0;
    const name = at + (isDirectory ? 1 : 2 + (lead & SIZE_BYTES_MASK));
    const end = endOfName(raw, name);
    if (end >= raw.length) throw new MpkgError('pac-truncated', `the index ends inside entry ${count}`);
    let fault = nameFault(raw, name, end);
    if (isDirectory) {
      fault ??= nesting.enter(count, lead & DEPTH_MASK, name);
    } else {
      const size = leafSize(raw, at + 1, name);
      contentBytes += size;
      fault ??=
        leafFault(lead, size, raw[name - 1] as number) ?? sumFault(contentBytes) ?? nesting.addLeaf(at, name);
    }
    if (fault !== undefined) throw malformed(count, nesting.pathOf(name), fault);
    starts[count] = at;
    parents[count] = nesting.parent;
    at = end + 1;
  }
  starts[count] = raw.length;
  return new PacIndex({
    text: bytesOfBuffer(raw),
    starts: starts.subarray(0, count + 1),
    parents: parents.subarray(0, count),
    contentBytes,
  });
}

function doubled<A extends Uint32Array | Int32Array>(array: A, Type: new (length: number) => A): A {
  const grown = new Type(array.length * 2);
  grown.set(array);
  return grown;
}

/** Reads the size bytes from `start` to `end`, low byte first. */
function leafSize(raw: Uint8Array, start: number, end: number): number {
  let size = 0;
  for (let at = end - 1; at >= start; at--) size = size * 256 + (raw[at] as number);
  return size;
}

function leafFault(lead: number, size: number, highSizeByte: number): string | undefined {
  if (lead & RESERVED_MASK) return 'reserved bits of its lead byte are set';
  if (highSizeByte === 0 && (lead & SIZE_BYTES_MASK) > 0) return 'its size is not in its shortest form';
  switch (kindOfLead(lead)) {
    case undefined:
      return 'its type is 0, which has no meaning';
    case 'link':
      if (size === 0) return 'its link target is empty';
      if (size > MAX_LINK_BYTES) return `its link target has ${size} bytes, more than ${MAX_LINK_BYTES}`;
      return undefined;
    default:
      return undefined;
  }
}

function sumFault(contentBytes: number): string | undefined {
  return contentBytes > Number.MAX_SAFE_INTEGER ? 'the sizes up to it add up to more than 2^53' : undefined;
}

function malformed(entry: number, path: string, reason: string): MpkgError {
  return new MpkgError('pac-malformed', `entry ${quoteBytes(path)}: ${reason}`, {
    subject: path,
    details: { entry },
  });
}
