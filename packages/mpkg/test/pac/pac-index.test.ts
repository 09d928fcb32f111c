import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeIndex } from '../../src/pac/write-index.ts';
import { newDir, newFile } from './bytes.ts';

const { index } = writeIndex([
  newFile('readme', 10),
  newDir(0, 'bin'),
  newFile('foo', 300),
  newDir(0, 'usr'),
  newFile('x', 0),
  newDir(1, 'lib'),
  newFile('y', 70_000),
  newDir(2, 'deep'),
  newDir(1, 'share'),
  newFile('z', 1),
  newDir(0, 'var'),
]);

const PATHS = 'readme bin bin/foo usr usr/x usr/lib usr/lib/y usr/lib/deep usr/share usr/share/z var'.split(
  ' ',
);

test('entries have paths, kinds, sizes, depths and parents', () => {
  assert.deepEqual(
    [...index].map(({ path }) => path),
    PATHS,
  );
  assert.deepEqual(
    [...index].map(({ size }) => size),
    [10, 0, 300, 0, 0, 0, 70_000, 0, 0, 1, 0],
  );
  for (const { entry, kind, path } of index) {
    assert.equal(index.depth(entry), path.split('/').length - 1);
    assert.equal(index.parent(entry), PATHS.indexOf(path.split('/').slice(0, -1).join('/')));
    assert.equal(kind === 'dir', index.isDirectory(entry));
  }
  assert.equal(index.contentBytes, 70_311);
});

test('paths do not depend on the order in which they are asked for', () => {
  for (let entry = index.length - 1; entry >= 0; entry--) assert.equal(index.path(entry), PATHS[entry]);
  for (const entry of [6, 2, 9, 6, 0, 7]) assert.equal(index.path(entry), PATHS[entry]);
});

test('a path is found, and nothing but a path', () => {
  for (const [entry, path] of PATHS.entries()) assert.equal(index.find(path), entry);
  for (const path of ['', '/', 'usr/', '/usr', 'usr/y', 'lib', 'usr/lib/deep/x', 'readme/x']) {
    assert.equal(index.find(path), -1, path);
  }
});

test('a subtree ends where something else begins', () => {
  const ends = PATHS.map((_, entry) => index.subtreeEnd(entry));
  assert.deepEqual(ends, [1, 3, 3, 10, 5, 8, 7, 8, 10, 10, 11]);
});

test('content offsets add up the sizes before', () => {
  assert.deepEqual(
    PATHS.map((_, entry) => index.contentOffset(entry)),
    [0, 10, 10, 310, 310, 310, 310, 70_310, 70_310, 70_310, 70_311],
  );
});
