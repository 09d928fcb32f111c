import type { Bytes } from '@mpkg/mpkg';

import type { Member } from '../member.ts';
import { malformedMember, unsupportedMember } from '../refusals.ts';
import { accountOf } from '../staged-node.ts';
import type { Extensions } from './extensions.ts';
import type { TarHeader } from './header.ts';

const TYPES: Readonly<Record<string, Member['type']>> = {
  0: 'file',
  1: 'link',
  2: 'symlink',
  5: 'directory',
  7: 'file',
};

const NO_FORM: Readonly<Record<string, string>> = {
  3: 'it is a character device',
  4: 'it is a block device',
  6: 'it is a named pipe',
  S: 'it is a sparse file',
};

const PERMISSIONS = 0o7777;

/**
 * The member that a header and the extended ones before it describe.
 * @param offset where its content begins.
 * @throws SpmError `entry-unsupported` for devices, pipes and sparse files, `package-malformed` for fields that are no numbers
 */
export function memberOf(header: TarHeader, extensions: Extensions, offset: number): Member {
  const path = extensions.get('path') ?? header.path;
  const type = typeOf(header, path);
  if (type === undefined) throw unsupportedMember(path, NO_FORM[header.type] ?? 'its type is not known');
  if (extensions.keys().some((key) => key.startsWith('GNU.sparse.'))) {
    throw unsupportedMember(path, 'it is a sparse file');
  }
  const number = (key: string, field: number): number => numberOf(path, extensions.get(key), field);
  const name = (key: string, field: Bytes): Bytes => extensions.get(key) ?? field;
  return {
    type,
    path,
    target: extensions.get('linkpath') ?? header.target,
    attributes: {
      mode: numberOf(path, undefined, header.mode) & PERMISSIONS,
      owner: accountOf(name('uname', header.userName), number('uid', header.uid)),
      group: accountOf(name('gname', header.groupName), number('gid', header.gid)),
    },
    content: { offset, size: number('size', header.size) },
  };
}

/** Archives from before there was a type for directories end their paths with `/`. */
function typeOf({ type }: TarHeader, path: Bytes): Member['type'] | undefined {
  return type === '0' && path.endsWith('/') ? 'directory' : TYPES[type];
}

function numberOf(path: Bytes, extension: Bytes | undefined, field: number): number {
  const value = extension === undefined ? field : decimal(extension);
  if (Number.isSafeInteger(value)) return value;
  throw malformedMember(path, 'a field of its header is no number');
}

function decimal(text: Bytes): number {
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
