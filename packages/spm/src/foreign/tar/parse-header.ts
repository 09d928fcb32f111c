import { bytesOfText, type Bytes } from '@mpkg/mpkg';
import type { Header } from 'tar-stream';

import { malformedMember, unsupportedMember } from '../refusals.ts';
import type { Member } from '../member.ts';
import { accountOf } from '../staged-node.ts';

/** What the reader delivers beyond what its types say. */
type RawHeader = Omit<Header, 'type' | 'linkname' | 'pax'> & {
  readonly type: Header['type'] | null;
  readonly linkname: string | null;
  readonly pax: Readonly<Record<string, string>> | null;
  readonly byteOffset: number;
};

const TYPES: Readonly<Record<string, Member['type']>> = {
  file: 'file',
  'contiguous-file': 'file',
  directory: 'directory',
  link: 'link',
  symlink: 'symlink',
};

const NO_FORM: Readonly<Record<string, string>> = {
  'character-device': 'it is a character device',
  'block-device': 'it is a block device',
  fifo: 'it is a named pipe',
};

/**
 * @param parsed a header whose texts were decoded as latin1, unless they come from a pax header.
 * @throws SpmError `entry-unsupported` for devices, pipes and sparse files, `package-malformed` for fields that are no numbers.
 */
export function memberOf(parsed: Header): Member {
  const header = parsed as unknown as RawHeader;
  const path = fieldBytes(header.name, header.pax?.['path']);
  const type = TYPES[header.type ?? ''];
  if (type === undefined)
    throw unsupportedMember(path, NO_FORM[header.type ?? ''] ?? 'its type is not known');
  if (isSparse(header)) throw unsupportedMember(path, 'it is a sparse file');
  const { mode, uid, gid, size } = header;
  for (const field of [mode, uid, gid, size]) {
    if (!Number.isSafeInteger(field)) throw malformedMember(path, 'a field of its header is no number');
  }
  return {
    type,
    path,
    target: fieldBytes(header.linkname ?? '', header.pax?.['linkpath']),
    attributes: {
      mode: mode & 0o7777,
      owner: accountOf(header.uname, uid),
      group: accountOf(header.gname, gid),
    },
    content: { offset: header.byteOffset, size },
  };
}

/** A pax header's text is UTF-8 and was decoded as such; a byte that was not is lost and shows as U+FFFD. */
function fieldBytes(value: string, pax: string | undefined): Bytes {
  if (pax === undefined) return value as Bytes;
  if (value.includes('\uFFFD')) throw malformedMember(bytesOfText(value), 'its pax header is not UTF-8');
  return bytesOfText(value);
}

function isSparse({ pax }: RawHeader): boolean {
  return pax !== null && Object.keys(pax).some((key) => key.startsWith('GNU.sparse.'));
}
