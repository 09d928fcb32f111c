import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { buildTree, fingerprint, temporaryDirectory, type Tree } from '../src/index.ts';

const TREE: Tree = {
  'usr/bin/foo': { exec: 'run' },
  'etc/foo.conf': 'a=1',
  lib: { link: 'usr/lib' },
  empty: { dir: {} },
};

const CHANGES: Record<string, (root: string) => void> = {
  'a content': (root) => fs.writeFileSync(`${root}/etc/foo.conf`, 'a=2'),
  'a mode': (root) => fs.chmodSync(`${root}/usr/bin/foo`, 0o700),
  'a link target': (root) => {
    fs.unlinkSync(`${root}/lib`);
    fs.symlinkSync('usr/lib64', `${root}/lib`);
  },
  'an empty directory': (root) => fs.rmdirSync(`${root}/empty`),
  'a new file': (root) => fs.writeFileSync(`${root}/new`, ''),
  'a type': (root) => {
    fs.rmdirSync(`${root}/empty`);
    fs.writeFileSync(`${root}/empty`, '');
  },
};

for (const [what, change] of Object.entries(CHANGES)) {
  test(`a fingerprint sees ${what}`, () => {
    using directory = temporaryDirectory();
    const root = `${directory.path}/root`;
    buildTree(root, TREE);
    const before = fingerprint(root);
    assert.deepEqual(fingerprint(root), before);
    change(root);
    assert.notDeepEqual(fingerprint(root), before);
  });
}

test('names are bytes', () => {
  using directory = temporaryDirectory();
  fs.writeFileSync(Buffer.from(`${directory.path}/\xff\xfe`, 'latin1'), 'x');
  assert.match(fingerprint(directory.path)[0] ?? '', /\xff\xfe$/);
});
