import type { Member } from './member.ts';
import { memberPath } from './member-path.ts';
import type { Placing } from './placing.ts';
import { ANY_EXECUTE } from './staged-node.ts';
import type { StagedTree } from './staged-tree.ts';

/** Adds one member of an archive to a tree. */
export function stageMember(tree: StagedTree, member: Member, placing: Placing): void {
  const path = placing.path(memberPath(member.path));
  if (path === undefined) return;
  const attributes = placing.attributes(member);
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
