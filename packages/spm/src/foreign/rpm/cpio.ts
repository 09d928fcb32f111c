import type { Bytes } from '@mpkg/mpkg';

import { SpmError } from '../../errors.ts';
import type { Contents } from '../contents.ts';
import { malformedPackage } from '../refusals.ts';
import type { Extent } from '../staged-node.ts';
import { Window } from '../window.ts';

/** "new" format, without and with checksums: cpio(5). */
const MAGICS: ReadonlySet<string> = new Set(['070701', '070702']);
/** rpm's own format for files over 4 GiB, which no pac can hold. */
const STRIPPED_MAGIC = '07070X';
const HEADER_BYTES = 110;
const MAX_NAME_BYTES = 64 * 1024;
const ALIGNMENT = 4;
const TRAILER = 'TRAILER!!!';

/** One member of a cpio archive. */
export interface CpioMember {
  readonly path: Bytes;
  /** Type and permissions, as in stat(2). */
  readonly mode: number;
  /** Members with the same number are the same file; only the last of them has its content. */
  readonly inode: string;
  readonly links: number;
  readonly content: Extent;
}

/**
 * The members of a cpio archive in the new ASCII format, contents passed over: only headers are read.
 * @throws SpmError `package-malformed`, `entry-unsupported`
 */
export function* readCpio(contents: Contents): Generator<CpioMember> {
  const window = new Window(contents);
  for (let position = 0; ;) {
    const header = taken(window, position, HEADER_BYTES);
    const magic = header.slice(0, 6);
    if (magic === STRIPPED_MAGIC) {
      throw new SpmError('entry-unsupported', 'it holds a file over 4 GiB');
    }
    if (!MAGICS.has(magic)) throw malformed('there is no cpio header where one belongs');
    const fields = Array.from({ length: 13 }, (_, at) => hexadecimal(header, 6 + at * 8));
    const [inode = 0, mode = 0, , , links = 0, , size = 0, major = 0, minor = 0, , , nameBytes = 0] = fields;
    if (nameBytes === 0 || nameBytes > MAX_NAME_BYTES) throw malformed('a name has an impossible length');
    const name = taken(window, position + HEADER_BYTES, nameBytes).slice(0, -1);
    if (name === TRAILER) return;
    const offset = aligned(position + HEADER_BYTES + nameBytes);
    if (offset + size > contents.size) throw malformed('it ends early');
    yield {
      path: name as Bytes,
      mode,
      inode: `${major}:${minor}:${inode}`,
      links,
      content: { offset, size },
    };
    position = aligned(offset + size);
  }
}

/** @throws SpmError `package-malformed` when the payload ends before them */
function taken(window: Window, position: number, bytes: number): string {
  const found = window.at(position, bytes);
  if (found.length < bytes) throw malformed('it ends early');
  return found.toString('latin1');
}

function aligned(position: number): number {
  return Math.ceil(position / ALIGNMENT) * ALIGNMENT;
}

function hexadecimal(header: string, at: number): number {
  const digits = header.slice(at, at + 8);
  if (/^[0-9a-f]{8}$/i.test(digits)) return Number.parseInt(digits, 16);
  throw malformed('a field of a cpio header is no number');
}

function malformed(reason: string): SpmError {
  return malformedPackage(`the rpm payload is damaged: ${reason}`);
}
