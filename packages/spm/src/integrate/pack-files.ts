import { createHash } from 'node:crypto';

import { bytesOfText } from '@mpkg/mpkg';

import { memberPath } from '../foreign/member-path.ts';
import { plainAttributes, type StagedFile, type StagedLink } from '../foreign/staged-node.ts';
import { StagedTree } from '../foreign/staged-tree.ts';
import { indexOf, walk } from '../foreign/write-pac.ts';
import type { IntegratedFile } from './files.ts';

/** An archive in memory. */
export interface PackedFiles {
  readonly bytes: Uint8Array;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Bytes that an integration may have: it is links and texts. */
const LIMIT = 64 * 1024 * 1024;

/**
 * The data-only archive of the files; at least one. Equal files give equal bytes.
 * @throws SpmError `package-malformed`, `size-limit`, `entry-unsupported`, `path-denied`
 */
export function packFiles(files: readonly IntegratedFile[]): PackedFiles {
  const tree = new StagedTree(LIMIT);
  for (const file of files) tree.addLeaf(memberPath(bytesOfText(file.path)), leafOf(file));
  const pieces: Uint8Array[] = [indexOf(tree.root).head];
  for (const { node } of walk(tree.root, 0)) {
    if (node.kind === 'link') pieces.push(Buffer.from(node.target, 'latin1'));
    else if (node.kind !== 'dir') pieces.push(node.content as Uint8Array);
  }
  const bytes = Buffer.concat(pieces);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function leafOf(file: IntegratedFile): StagedFile | StagedLink {
  const attributes = plainAttributes(file.kind);
  if (file.kind === 'link') return { kind: 'link', target: bytesOfText(file.target), attributes };
  return { kind: file.kind, content: Buffer.from(file.content), attributes };
}
