import { memberPath } from '../member-path.ts';
import type { StagedTree } from '../staged-tree.ts';
import type { Bytes } from '@mpkg/mpkg';
import type { Attributes } from '../staged-node.ts';
import type { TarMember } from './member.ts';

/** How the members of one archive become members of a tree. */
export interface Placing {
  /** Where a member goes; undefined when it is left out. */
  path(names: readonly Bytes[]): readonly Bytes[] | undefined;
  attributes(attributes: Attributes): Attributes;
}

const ANY_EXECUTE = 0o111;

/** Adds one member of a tar archive to a tree. */
export function stageMember(tree: StagedTree, member: TarMember, placing: Placing): void {
  const path = placing.path(memberPath(member.path));
  if (path === undefined) return;
  const attributes = placing.attributes(member.attributes);
  switch (member.type) {
    case 'directory':
      return tree.addDirectory(path, attributes);
    case 'symlink':
      return tree.addLeaf(path, { kind: 'link', target: member.target, attributes });
    case 'link':
      return tree.addHardLink(path, placing.path(memberPath(member.target)) ?? []);
    case 'file': {
      const kind = member.attributes.mode & ANY_EXECUTE ? 'exec' : 'file';
      return tree.addLeaf(path, { kind, content: member.content, attributes });
    }
  }
}
