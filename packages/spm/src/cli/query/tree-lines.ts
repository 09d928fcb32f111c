import type { TreeNode } from '../../query/dependency-tree.ts';

interface Place {
  readonly indent: string;
  /** What the lines below this one begin with. */
  readonly below: string;
}

/** A tree as lines, root first; a node that was unfolded before is marked with `…`. */
export function treeLines(nodes: readonly TreeNode[], reverse: boolean): string[] {
  const lines: string[] = [];
  const unfolded = new Set<number>();
  // A stack of our own: a chain of thousands is no reason to overflow the machine's.
  const waiting: { readonly at: number | undefined; readonly requirement: string; readonly place: Place }[] =
    [{ at: 0, requirement: '', place: { indent: '', below: '' } }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { at, requirement, place } = next;
    const node = at === undefined ? undefined : nodes[at];
    const isAgain = at !== undefined && unfolded.has(at) && (node?.edges.length ?? 0) > 0;
    const told = requirement === '' ? '' : `  ${reverse ? 'needs' : 'for'} ${requirement}`;
    const label = node === undefined ? 'nothing' : `${node.name} ${node.version}`;
    lines.push(`${place.indent}${label}${told}${isAgain ? ' …' : ''}`);
    if (at === undefined || node === undefined || isAgain) continue;
    unfolded.add(at);
    for (const [index, edge] of node.edges.toReversed().entries()) {
      waiting.push({ at: edge.node, requirement: edge.requirement, place: branch(place, index === 0) });
    }
  }
  return lines;
}

function branch({ below }: Place, isLast: boolean): Place {
  return { indent: `${below}${isLast ? '└─ ' : '├─ '}`, below: `${below}${isLast ? '   ' : '│  '}` };
}
