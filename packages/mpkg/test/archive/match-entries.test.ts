import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ALONE, CHANGED, DOUBTFUL, matchEntries, RETYPED, SAME } from '../../src/archive/match-entries.ts';
import type { PacIndex } from '../../src/pac/pac-index.ts';
import { writeIndex } from '../../src/pac/write-index.ts';
import { entriesOf, trees } from '../pac/trees.ts';

/** The same comparison by a lookup for each path. */
function marksOf(index: PacIndex, other: PacIndex): number[] {
  return [...index].map(({ kind, size, path }) => {
    const found = other.find(path);
    if (found < 0) return ALONE;
    if (other.kind(found) !== kind) return RETYPED;
    if (kind === 'dir') return SAME;
    if (other.size(found) !== size) return CHANGED;
    return size === 0 ? SAME : DOUBTFUL;
  });
}

function doubtfulOf(index: PacIndex, marks: Uint8Array): string[] {
  return [...index.paths()].filter((_, entry) => marks[entry] === DOUBTFUL);
}

test('a walk over two indexes finds what looking up every path does, and doubts pair up', () => {
  // Few names and sizes, so that much is in both.
  const tree = trees(2);
  fc.assert(
    fc.property(tree, tree, fc.boolean(), (a, b, isMerged) => {
      const first = writeIndex(entriesOf(a)).index;
      const second = writeIndex(entriesOf(isMerged ? new Map([...b, ...a]) : b)).index;
      const marks = matchEntries(first, second);
      assert.deepEqual([...marks.first], marksOf(first, second));
      assert.deepEqual([...marks.second], marksOf(second, first));
      assert.deepEqual(doubtfulOf(first, marks.first), doubtfulOf(second, marks.second));
    }),
  );
});
