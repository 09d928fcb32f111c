import { setImmediate as nextTurn } from 'node:timers/promises';

import {
  comparePackingOrder,
  MpkgError,
  writeIndex,
  type Bytes,
  type NewEntry,
  type WrittenIndex,
} from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';
import type { Contents } from './contents.ts';
import { HashedOutput, type Written } from './hashed-output.ts';
import { sizeOf, type StagedDirectory, type StagedNode } from './staged-node.ts';

/** Bytes after which other work of the process gets its turn. */
const TURN_BYTES = 16 * 1024 * 1024;

/**
 * Writes a staged tree as an uncompressed archive: the same tree gives the same bytes.
 *
 * @param contents what the extents of the tree are read from.
 * @param path a new file.
 * @throws SpmError `package-malformed` when the contents end early, or of exit 12.
 */
export async function writePac(root: StagedDirectory, contents: Contents, path: string): Promise<Written> {
  const { head } = indexOf(root);
  const output = new HashedOutput(path, contents);
  try {
    output.write(head);
    let turn = output.size + TURN_BYTES;
    for (const { node } of walk(root, 0)) {
      if (node.kind === 'dir') continue;
      output.write(node.kind === 'link' ? Buffer.from(node.target, 'latin1') : node.content);
      if (output.size < turn) continue;
      turn = output.size + TURN_BYTES;
      await nextTurn();
    }
    return output.finish();
  } finally {
    output.close();
  }
}

interface Step {
  readonly name: Bytes;
  readonly depth: number;
  readonly node: StagedNode;
}

/** Everything below a directory in packing order. */
export function* walk(directory: StagedDirectory, depth: number): Generator<Step> {
  const members = [...directory.children].map(([name, node]) => ({ name, node, kind: node.kind, depth }));
  for (const member of members.sort(comparePackingOrder)) {
    yield member;
    if (member.node.kind === 'dir') yield* walk(member.node, depth + 1);
  }
}

/** Header and index of the tree's archive. @throws SpmError `entry-unsupported` */
export function indexOf(root: StagedDirectory): WrittenIndex {
  try {
    return writeIndex(entries(root));
  } catch (cause) {
    if (!(cause instanceof MpkgError)) throw cause;
    const subject = cause.subject === undefined ? {} : { subject: cause.subject };
    throw new SpmError('entry-unsupported', cause.message, { ...subject, cause });
  }
}

function* entries(root: StagedDirectory): Generator<NewEntry> {
  for (const { name, depth, node } of walk(root, 0)) {
    if (node.kind === 'dir') yield { kind: 'dir', name, depth };
    else if (node.kind === 'link') yield { kind: 'link', name, size: node.target.length };
    else yield { kind: node.kind, name, size: sizeOf(node.content) };
  }
}
