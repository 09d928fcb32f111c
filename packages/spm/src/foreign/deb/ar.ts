import { fstatSync, readSync } from 'node:fs';

import { malformedPackage } from '../refusals.ts';

const MAGIC = '!<arch>\n';
const HEADER_BYTES = 60;
const HEADER_END = '`\n';

/** One member of an ar archive: its name, and where its bytes lie in the file. */
export interface ArMember {
  readonly name: string;
  readonly start: number;
  readonly size: number;
}

/**
 * The members of an ar archive in the common format (ar(5)), as deb(5) uses it: no long names; a `/` may end a name.
 * @throws SpmError `package-malformed`, also when a member is longer than the file.
 */
export function* readAr(fd: number): Generator<ArMember> {
  const { size: fileSize } = fstatSync(fd);
  if (textAt(fd, 0, MAGIC.length) !== MAGIC) throw malformedPackage('it is not an ar archive');
  for (let at = MAGIC.length; at < fileSize;) {
    const header = textAt(fd, at, HEADER_BYTES);
    if (header.length < HEADER_BYTES) throw malformedPackage('the ar archive ends inside a header');
    if (!header.endsWith(HEADER_END)) throw malformedPackage(`there is no ar header at byte ${at}`);
    const name = header.slice(0, 16).trimEnd().replace(/\/$/, '');
    const size = decimal(header.slice(48, 58), name);
    const start = at + HEADER_BYTES;
    if (start + size > fileSize) {
      throw malformedPackage(
        `the member "${name}" claims ${size} bytes; the file has ${fileSize - start} more`,
      );
    }
    yield { name, start, size };
    at = start + size + (size % 2);
  }
}

function textAt(fd: number, position: number, bytes: number): string {
  const buffer = Buffer.alloc(bytes);
  return buffer.toString('latin1', 0, readSync(fd, buffer, 0, bytes, position));
}

function decimal(field: string, name: string): number {
  const digits = field.trimEnd();
  if (/^\d+$/.test(digits)) return Number(digits);
  throw malformedPackage(`the size of the member "${name}" is no number`);
}
