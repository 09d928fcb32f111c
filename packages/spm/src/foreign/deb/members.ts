import { readSync } from 'node:fs';

import type { Codec } from '@mpkg/mpkg';

import { malformedPackage } from '../refusals.ts';
import { Section } from '../section.ts';
import type { Compression, Packed } from '../unpack.ts';
import { readAr, type ArMember } from './ar.ts';

/** The two tar archives in a package. */
export interface DebMembers {
  readonly control: Packed<Codec>;
  readonly data: Packed;
}

const FORMAT = /^2\.\d+\n/;
const MAX_FORMAT_BYTES = 64;
/** deb(5): the compressions of the control archive, and those of the data archive. */
const CONTROL = /^control\.tar(?:\.(gz|xz|zst))?$/;
const DATA = /^data\.tar(?:\.(gz|xz|zst|bz2|lzma))?$/;

/**
 * Finds the parts of a binary package, format 2.x of deb(5): `debian-binary`, the control archive, the data archive, in this
 * order. Members whose names begin with `_`, and all after the data archive, are passed over.
 * @throws SpmError `package-malformed`
 */
export function debMembers(fd: number): DebMembers {
  const members = [...readAr(fd)].filter(({ name }) => !name.startsWith('_'));
  const [format, control, data] = members;
  if (format?.name !== 'debian-binary' || control === undefined || data === undefined) {
    throw malformedPackage(
      'it is no Debian package: debian-binary, control.tar and data.tar are not all there',
    );
  }
  const version = Buffer.alloc(Math.min(format.size, MAX_FORMAT_BYTES));
  readSync(fd, version, 0, version.length, format.start);
  if (!FORMAT.test(version.toString('latin1'))) throw malformedPackage('its format version is not 2');
  return { control: packedTar<Codec>(fd, control, CONTROL), data: packedTar(fd, data, DATA) };
}

function packedTar<C extends Compression>(
  fd: number,
  { name, start, size }: ArMember,
  pattern: RegExp,
): Packed<C> {
  const match = pattern.exec(name);
  if (match === null) throw malformedPackage(`"${name}" is not the member that belongs there`);
  return {
    section: new Section(fd, start, size),
    compression: (match[1] ?? 'none') as C,
  };
}
