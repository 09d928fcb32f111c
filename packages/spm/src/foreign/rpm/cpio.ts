import type { Bytes } from '@mpkg/mpkg';

import { SpmError } from '../../errors.ts';
import { malformedPackage } from '../refusals.ts';
import type { Extent } from '../staged-node.ts';
import type { StreamReader } from './stream-reader.ts';

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
 * The members of a cpio archive in the new ASCII format, contents passed over: the reader keeps them.
 * @throws SpmError `package-malformed`, `entry-unsupported`
 */
export async function* readCpio(reader: StreamReader): AsyncGenerator<CpioMember> {
  for (;;) {
    const header = (await reader.take(HEADER_BYTES)).toString('latin1');
    const magic = header.slice(0, 6);
    if (magic === STRIPPED_MAGIC) {
      throw new SpmError('entry-unsupported', 'it holds a file over 4 GiB');
    }
    if (!MAGICS.has(magic)) throw malformed('there is no cpio header where one belongs');
    const fields = Array.from({ length: 13 }, (_, at) => hexadecimal(header, 6 + at * 8));
    const [inode = 0, mode = 0, , , links = 0, , size = 0, major = 0, minor = 0, , , nameBytes = 0] = fields;
    if (nameBytes === 0 || nameBytes > MAX_NAME_BYTES) throw malformed('a name has an impossible length');
    const name = (await reader.take(nameBytes)).toString('latin1', 0, nameBytes - 1);
    await reader.align(ALIGNMENT);
    if (name === TRAILER) return;
    const content = { offset: reader.position, size };
    yield { path: name as Bytes, mode, inode: `${major}:${minor}:${inode}`, links, content };
    await reader.skip(size);
    await reader.align(ALIGNMENT);
  }
}

function hexadecimal(header: string, at: number): number {
  const digits = header.slice(at, at + 8);
  if (/^[0-9a-f]{8}$/i.test(digits)) return Number.parseInt(digits, 16);
  throw malformed('a field of a cpio header is no number');
}

function malformed(reason: string): SpmError {
  return malformedPackage(`the rpm payload is damaged: ${reason}`);
}
