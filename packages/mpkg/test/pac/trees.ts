import fc from 'fast-check';
import type { Bytes } from '../../src/bytes.ts';
import { comparePackingOrder } from '../../src/pac/order.ts';
import type { LeafKind } from '../../src/pac/kind.ts';
import type { NewEntry } from '../../src/pac/write-index.ts';

/** A generated leaf: its content is decided by `seed` and `size` where one is needed. */
export interface LeafNode {
  readonly kind: LeafKind;
  readonly size: number;
}

/** A generated directory: its members by name. */
export type DirectoryNode = ReadonlyMap<string, LeafNode | DirectoryNode>;

const character = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abAB019._- ~'.split('')) },
  { weight: 1, arbitrary: fc.integer({ min: 0x80, max: 0xff }).map((code) => String.fromCharCode(code)) },
);

const name = fc
  .oneof(
    { weight: 20, arbitrary: fc.string({ unit: character, minLength: 1, maxLength: 6 }) },
    { weight: 1, arbitrary: fc.string({ unit: character, minLength: 255, maxLength: 255 }) },
  )
  .filter((text) => text !== '.' && text !== '..');

/** Trees within the format's limits, whose leaves have at most `maxSize` bytes. */
export function trees(maxSize: number): fc.Arbitrary<DirectoryNode> {
  const size = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: maxSize }));
  const leaf: fc.Arbitrary<LeafNode> = fc.oneof(
    fc.record({ kind: fc.constantFrom<LeafKind>('file', 'exec'), size }),
    fc.record({ kind: fc.constant<LeafKind>('link'), size: fc.integer({ min: 1, max: 600 }) }),
  );
  const { directory } = fc.letrec<{ directory: DirectoryNode; node: LeafNode | DirectoryNode }>((tie) => ({
    node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('directory')),
    directory: fc
      .uniqueArray(fc.tuple(name, tie('node')), { maxLength: 6, selector: ([key]) => key })
      .map((members) => new Map(members)),
  }));
  return directory.filter((members) => members.size > 0);
}

export function isDirectoryNode(node: LeafNode | DirectoryNode): node is DirectoryNode {
  return node instanceof Map;
}

/** The entries of a tree in packing order. */
export function entriesOf(directory: DirectoryNode, depth = 0): NewEntry[] {
  const members = [...directory].map(([key, node]) => ({
    name: key as Bytes,
    kind: isDirectoryNode(node) ? ('dir' as const) : node.kind,
    node,
  }));
  return members
    .sort(comparePackingOrder)
    .flatMap(({ name: key, node }): NewEntry[] =>
      isDirectoryNode(node)
        ? [{ kind: 'dir', name: key, depth }, ...entriesOf(node, depth + 1)]
        : [{ ...node, name: key }],
    );
}
