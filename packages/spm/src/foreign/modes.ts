import type { Bytes, ModeRow, ModesTable } from '@mpkg/mpkg';

import { DEPLOYED_MODE, type StagedDirectory, type StagedNode } from './staged-node.ts';

/** The rows for whatever a pac cannot store of the tree: permissions, owners. Links have none of their own. */
export function modesOf(root: StagedDirectory): ModesTable {
  return new Map(rowsBelow(root, ''));
}

function* rowsBelow(directory: StagedDirectory, prefix: string): Generator<[Bytes, ModeRow]> {
  for (const [name, node] of directory.children) {
    const path = `${prefix}${name}` as Bytes;
    const row = rowOf(node);
    if (Object.keys(row).length > 0) yield [path, row];
    if (node.kind === 'dir') yield* rowsBelow(node, `${path}/`);
  }
}

function rowOf(node: StagedNode): ModeRow {
  if (node.kind === 'link') return {};
  const { mode, owner, group, capabilities } = node.attributes;
  return {
    ...(mode !== DEPLOYED_MODE[node.kind] && { mode }),
    ...(owner !== 'root' && { owner }),
    ...(group !== 'root' && { group }),
    ...(capabilities !== undefined && { capabilities }),
  };
}
