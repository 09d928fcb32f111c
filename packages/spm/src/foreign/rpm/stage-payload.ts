import { bytesOfBuffer, MAX_LINK_BYTES, type Bytes } from '@mpkg/mpkg';

import type { Contents } from '../contents.ts';
import { unsupportedMember } from '../refusals.ts';
import { joined, memberPath } from '../member-path.ts';
import { ANY_EXECUTE, type Attributes } from '../staged-node.ts';
import type { StagedTree } from '../staged-tree.ts';
import { readCpio, type CpioMember } from './cpio.ts';
import type { RpmFile } from './files.ts';

const TYPE_MASK = 0o170_000;
const DIRECTORY = 0o040_000;
const FILE = 0o100_000;
const LINK = 0o120_000;
const PERMISSIONS = 0o7777;

export interface Payload {
  readonly contents: Contents;
  readonly files: ReadonlyMap<Bytes, RpmFile>;
}

/** Adds the members of the payload to a tree. */
export function stagePayload(tree: StagedTree, { contents, files }: Payload): void {
  const links: CpioMember[] = [];
  /** Names of files with several, until the content comes with the last of them. */
  const awaiting = new Map<string, CpioMember[]>();
  for (const member of readCpio(contents)) {
    const type = member.mode & TYPE_MASK;
    if (type === DIRECTORY) tree.addDirectory(pathOf(member), attributesOf(member, files));
    else if (type === LINK) links.push(member);
    else if (type === FILE) stageFile(tree, member, files, awaiting);
    else throw unsupportedMember(member.path, 'it is neither a file, nor a directory, nor a link');
  }
  for (const member of [...awaiting.values()].flat()) addFile(tree, member, member, files);
  for (const member of links) addLink(tree, member, files, contents);
}

function stageFile(
  tree: StagedTree,
  member: CpioMember,
  files: Payload['files'],
  awaiting: Map<string, CpioMember[]>,
): void {
  const others = awaiting.get(member.inode) ?? [];
  if (member.links > 1 && member.content.size === 0) {
    awaiting.set(member.inode, [...others, member]);
    return;
  }
  awaiting.delete(member.inode);
  for (const named of [...others, member]) addFile(tree, named, member, files);
}

function addFile(tree: StagedTree, named: CpioMember, source: CpioMember, files: Payload['files']): void {
  const kind = named.mode & ANY_EXECUTE ? 'exec' : 'file';
  tree.addLeaf(pathOf(named), { kind, content: source.content, attributes: attributesOf(named, files) });
}

/** A link's content is its target. */
function addLink(tree: StagedTree, member: CpioMember, files: Payload['files'], contents: Contents): void {
  const { path, content } = member;
  if (content.size > MAX_LINK_BYTES) throw unsupportedMember(path, 'its target is too long');
  const target = Buffer.alloc(content.size);
  contents.read(target, content.offset);
  tree.addLeaf(pathOf(member), {
    kind: 'link',
    target: bytesOfBuffer(target),
    attributes: attributesOf(member, files),
  });
}

/** Payloads name files from the root, as `./usr/bin/x` or `/usr/bin/x`. */
function pathOf({ path }: CpioMember): readonly Bytes[] {
  return memberPath(path.replace(/^\/+/, '') as Bytes);
}

function attributesOf(member: CpioMember, files: Payload['files']): Attributes {
  const file = files.get(joined(pathOf(member)));
  return {
    mode: member.mode & PERMISSIONS,
    owner: file?.owner ?? 'root',
    group: file?.group ?? 'root',
    ...(file?.capabilities !== undefined && { capabilities: file.capabilities }),
  };
}
