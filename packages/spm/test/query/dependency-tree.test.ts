import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { treeLines } from '../../src/cli/query/tree-lines.ts';
import { dependencyTree } from '../../src/query/dependency-tree.ts';
import { MemoryUniverse } from '../support/memory-universe.ts';

const pack = (name: string, ...depends: readonly string[]) => ({
  name,
  version: '1',
  repository: 'r',
  depends,
});

function tree(specs: readonly ReturnType<typeof pack>[], isReversed = false): string[] {
  return treeLines(dependencyTree(new MemoryUniverse(specs), 0, isReversed), isReversed);
}

describe('a tree of dependencies', () => {
  test('unfolds each package at its first place', () => {
    const lines = tree([pack('app', 'a', 'b'), pack('a', 'c'), pack('b', 'c'), pack('c', 'd'), pack('d')]);
    assert.deepEqual(lines, [
      'app 1',
      '├─ a 1  for a',
      '│  └─ c 1  for c',
      '│     └─ d 1  for d',
      '└─ b 1  for b',
      '   └─ c 1  for c …',
    ]);
  });

  test('goes through what an installation would take', () => {
    const specs = [pack('app', 'a | b', 'b'), pack('b'), { ...pack('a'), conflicts: ['b'] }];
    assert.deepEqual(tree(specs), ['app 1', '├─ b 1  for a | b', '└─ b 1  for b']);
  });

  test('ends in circles, and where nothing meets a requirement', () => {
    assert.deepEqual(tree([pack('a', 'b'), pack('b', 'a', 'gone')]), [
      'a 1',
      '└─ b 1  for b',
      '   ├─ a 1  for a …',
      '   └─ nothing  for gone',
    ]);
  });

  test('reversed, leads to who asks', () => {
    assert.deepEqual(tree([pack('lib'), pack('app', 'lib'), pack('web', 'app')], true), [
      'lib 1',
      '└─ app 1  needs lib',
      '   └─ web 1  needs app',
    ]);
  });

  test('of ten thousand in a row overflows nothing', () => {
    const chain = Array.from({ length: 10_000 }, (_, index) => pack(`p${index}`, `p${index + 1}`));
    assert.equal(tree([...chain, pack('p10000')]).length, 10_001);
  });
});
