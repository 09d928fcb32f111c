import type { Bytes } from '@mpkg/mpkg';

import { malformedMember } from './refusals.ts';
import { IndexBudget } from './index-budget.ts';
import { joined } from './member-path.ts';
import {
  plainAttributes,
  type Attributes,
  type StagedDirectory,
  type StagedFile,
  type StagedLink,
  type StagedNode,
} from './staged-node.ts';

/**
 * What a foreign package unpacks to, in memory but for the contents. Members may come in any order, their directories after
 * them or never; what no file system could hold at once is refused, so nothing is ever written through a link.
 */
export class StagedTree {
  readonly root: StagedDirectory = newDirectory();
  readonly #budget: IndexBudget;

  /** @param limit Bytes of content that the tree may have, each hard link counted. */
  constructor(limit: number) {
    this.#budget = new IndexBudget(limit);
  }

  /** Adds a directory; one that is there already takes the attributes, as tar and dpkg have it. */
  addDirectory(path: readonly Bytes[], attributes: Attributes): void {
    this.#directory(path).attributes = attributes;
  }

  /** @throws SpmError `entry-unsupported`, `package-malformed`, `size-limit`, each naming the member. */
  addLeaf(path: readonly Bytes[], leaf: StagedFile | StagedLink): void {
    const name = path.at(-1);
    if (name === undefined) throw malformedMember('.' as Bytes, 'the root is not a directory');
    const { children } = this.#directory(path.slice(0, -1));
    if (children.has(name)) throw malformedMember(joined(path), 'its path occurs twice');
    this.#budget.addLeaf(joined(path), leaf);
    children.set(name, leaf);
  }

  /** Adds a file with the content of another one; a pac has no hard links. */
  addHardLink(path: readonly Bytes[], original: readonly Bytes[]): void {
    const node = this.find(original);
    if (node === undefined || node.kind === 'dir') {
      throw malformedMember(
        joined(path),
        `it is a hard link to "${joined(original)}", which is no file before it`,
      );
    }
    this.addLeaf(path, node);
  }

  find(path: readonly Bytes[]): StagedNode | undefined {
    let node: StagedNode | undefined = this.root;
    for (const name of path) node = node?.kind === 'dir' ? node.children.get(name) : undefined;
    return node;
  }

  #directory(path: readonly Bytes[]): StagedDirectory {
    let directory = this.root;
    for (const [depth, name] of path.entries()) {
      let next = directory.children.get(name);
      if (next === undefined) {
        this.#budget.addDirectory(path, depth);
        next = newDirectory();
        directory.children.set(name, next);
      }
      if (next.kind !== 'dir') throw throughLeaf(joined(path.slice(0, depth + 1)), next);
      directory = next;
    }
    return directory;
  }
}

function newDirectory(): StagedDirectory {
  return { kind: 'dir', children: new Map(), attributes: plainAttributes('dir') };
}

function throughLeaf(path: Bytes, leaf: StagedFile | StagedLink): Error {
  const what = leaf.kind === 'link' ? 'a symbolic link' : 'a file';
  return malformedMember(path, `it is ${what} and a directory at once`);
}
