import { bytesOfBuffer, MAX_LINK_BYTES, type Bytes } from '@mpkg/mpkg';

import { unsupportedMember } from '../refusals.ts';
import { isProgram } from '../executable/format.ts';
import type { Member } from '../member.ts';
import type { Spool } from '../spool.ts';
import { plainAttributes, type Attributes } from '../staged-node.ts';
import type { ZipEntry } from './central-directory.ts';
import { contentOf } from './content.ts';

/** The type in a mode, as in stat(2). */
const TYPE_MASK = 0o170_000;
const PERMISSIONS = 0o7777;
const TYPES: Readonly<Record<number, Member['type']>> = {
  0o040_000: 'directory',
  0o100_000: 'file',
  0o120_000: 'symlink',
};
const NO_TARGET = '' as Bytes;

/** Unpacks the content of one member into the spool. */
export async function unpackMember(fd: number, entry: ZipEntry, spool: Spool): Promise<Member> {
  const { path } = entry;
  const type = typeOf(entry);
  const offset = spool.size;
  if (type === 'directory') {
    return {
      type,
      path,
      target: NO_TARGET,
      attributes: plainAttributes('dir'),
      content: { offset, size: 0 },
    };
  }
  if (type === 'symlink') {
    const target = await targetOf(fd, entry);
    return { type, path, target, attributes: plainAttributes('link'), content: { offset, size: 0 } };
  }
  let head: Uint8Array | undefined;
  for await (const chunk of contentOf(fd, entry)) {
    head ??= chunk.slice(0, 4);
    spool.write(chunk);
  }
  const attributes = attributesOf(entry, head ?? new Uint8Array(0));
  return { type, path, target: NO_TARGET, attributes, content: { offset, size: entry.size } };
}

/** @throws SpmError `entry-unsupported` for devices and the like. */
function typeOf({ path, unixMode = 0 }: ZipEntry): Member['type'] {
  const bits = unixMode & TYPE_MASK;
  if (bits === 0) return path.endsWith('/') ? 'directory' : 'file';
  const type = TYPES[bits];
  if (type === undefined) throw unsupportedMember(path, 'it is neither a file, nor a directory, nor a link');
  return type;
}

/** Where no Unix system packed it, the content tells whether it is a program. */
function attributesOf({ unixMode = 0 }: ZipEntry, head: Uint8Array): Attributes {
  const mode = unixMode & PERMISSIONS;
  if (mode === 0) return plainAttributes(isProgram(head) ? 'exec' : 'file');
  return { ...plainAttributes('file'), mode };
}

async function targetOf(fd: number, entry: ZipEntry): Promise<Bytes> {
  if (entry.size > MAX_LINK_BYTES) throw unsupportedMember(entry.path, 'its target is too long');
  const chunks: Uint8Array[] = [];
  for await (const chunk of contentOf(fd, entry)) chunks.push(chunk);
  return bytesOfBuffer(Buffer.concat(chunks));
}
