import { quoteBytes } from '../bytes.ts';
import { MpkgError } from '../errors.ts';
import { Numbers } from '../numbers.ts';
import { bytesBeforeName, MARK_EVERY } from './index-layout.ts';
import { DEPTH_MASK, DIRECTORY_FLAG, kindOfLead, RESERVED_MASK, SIZE_BYTES_MASK } from './kind.ts';
import { MAX_LINK_BYTES } from './limits.ts';
import { endOfName, nameFault } from './name.ts';
import { Nesting } from './nesting.ts';
import { PacIndex } from './pac-index.ts';

/** A directory with a name of one byte. */
const LEAST_ENTRY_BYTES = 3;

/**
 * Reads a raw index, which must not change from then on, and checks all of it: lead bytes, canonical sizes, names, byte order, duplicates, nesting, the sum of
 * the sizes. What it returns needs no further check.
 * @throws MpkgError `pac-truncated` when the index ends inside an entry, `pac-malformed` for anything else that is wrong;
 *   `subject` is the path of the entry at fault, `details.entry` its number.
 */
export function parseIndex(raw: Uint8Array): PacIndex {
  const nesting = new Nesting(raw);
  const nameLengths = new Uint8Array(Math.ceil(raw.length / LEAST_ENTRY_BYTES));
  const [marks, directories, above] = [new Numbers(), new Numbers(), new Numbers()];
  let contentBytes = 0;
  let count = 0;
  for (let at = 0; at < raw.length; count++) {
    const lead = raw[at] as number;
    const isDirectory = (lead & DIRECTORY_FLAG) !== 0;
    const name = at + bytesBeforeName(lead);
    const end = endOfName(raw, name);
    if (end >= raw.length) throw new MpkgError('pac-truncated', `the index ends inside entry ${count}`);
    let fault = nameFault(raw, name, end);
    if (isDirectory) {
      fault ??= nesting.enter(directories.length, lead & DEPTH_MASK, name);
    } else {
      const size = leafSize(raw, at + 1, name);
      contentBytes += size;
      fault ??=
        leafFault(lead, size, raw[name - 1] as number) ?? sumFault(contentBytes) ?? nesting.addLeaf(at, name);
    }
    if (fault !== undefined) throw malformed(count, nesting.pathOf(name), fault);
    if (isDirectory) {
      directories.push(count);
      above.push(nesting.parent);
    }
    if (count % MARK_EVERY === 0) marks.push(at);
    nameLengths[count] = end - name;
    at = end + 1;
  }
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  return new PacIndex({ raw: bytes, length: count, nameLengths, marks, directories, above, contentBytes });
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
