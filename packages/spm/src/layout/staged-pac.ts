import { closeSync, openSync } from 'node:fs';

import { openPac, type Bytes } from '@mpkg/mpkg';

import { systemError } from '../errors.ts';
import { fileContents, type Contents } from '../foreign/contents.ts';
import { plainAttributes, type StagedDirectory } from '../foreign/staged-node.ts';
import { StagedTree } from '../foreign/staged-tree.ts';

/** The tree of an archive, its contents left where they are. */
export interface StagedPac extends Disposable {
  readonly root: StagedDirectory;
  readonly contents: Contents;
}

/**
 * Stages an uncompressed pac: links with their texts, files as extents of the archive.
 * @throws MpkgError as `openPac`
 */
export async function stagePac(path: string): Promise<StagedPac> {
  await using pac = await openPac(path);
  const { index, storedBytes } = pac;
  const fd = openFile(path);
  const contents = fileContents(fd, path);
  const tree = new StagedTree(Infinity);
  let offset = storedBytes - index.contentBytes;
  for (const { path: member, kind, size } of index) {
    const names = member.split('/') as Bytes[];
    const attributes = plainAttributes(kind);
    if (kind === 'dir') tree.addDirectory(names, attributes);
    else if (kind === 'link') {
      tree.addLeaf(names, { kind, target: readBytes(contents, offset, size), attributes });
    } else tree.addLeaf(names, { kind, content: { offset, size }, attributes });
    offset += size;
  }
  return { root: tree.root, contents, [Symbol.dispose]: () => closeSync(fd) };
}

function openFile(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw systemError(error, path);
  }
}

function readBytes(contents: Contents, offset: number, size: number): Bytes {
  const bytes = Buffer.alloc(size);
  contents.read(bytes, offset);
  return bytes.toString('latin1') as Bytes;
}
