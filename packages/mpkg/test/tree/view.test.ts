import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildTree, temporaryDirectory } from '@mpkg/testkit';
import { bytesOfText } from '../../src/bytes.ts';
import { mountPoints } from '../../src/tree/mounts.ts';
import { isWithin, join, nameOf, normalise, parentOf } from '../../src/tree/paths.ts';
import { TreeView } from '../../src/tree/view.ts';

describe('a view', () => {
  const TREE = {
    'usr/lib/x': '',
    lib: { link: 'usr/lib' },
    abs: { link: '/usr' },
    up: { link: '../../../../usr/lib' },
    chain: { link: 'abs/lib/../lib' },
    dangling: { link: 'nowhere' },
    loop: { link: 'loop2' },
    loop2: { link: './loop' },
    through: { link: 'usr/lib/x/y' },
    root: { link: '/' },
  };
  for (const [path, found] of [
    ['lib', 'usr/lib'],
    ['lib/x', 'usr/lib/x'],
    ['abs/lib', 'usr/lib'],
    ['up/x', 'usr/lib/x'],
    ['chain', 'usr/lib'],
    ['root/root/lib', 'usr/lib'],
    ['', ''],
    ['dangling', undefined],
    ['loop', undefined],
    ['through', undefined],
    ['usr/lib/x/..', undefined],
  ] as const) {
    test(`resolves "${path}" to ${found}`, () => {
      using directory = temporaryDirectory();
      buildTree(directory.path, TREE);
      const view = new TreeView(bytesOfText(directory.path), new Set());
      assert.equal(view.resolve(path)?.path, found);
    });
  }

  test('splits a path where it ceases to exist', () => {
    using directory = temporaryDirectory();
    buildTree(directory.path, TREE);
    const view = new TreeView(bytesOfText(directory.path), new Set());
    const { directory: found, missing } = view.resolveToward('lib/new/deep');
    assert.deepEqual([found.path, missing], ['usr/lib', ['new', 'deep']]);
    assert.throws(() => view.resolveToward('usr/lib/x/y'), { code: 'file-conflict' });
  });

  test('tells file systems apart by device and by mount point', () => {
    using directory = temporaryDirectory();
    buildTree(directory.path, { 'a/b': { dir: {} }, c: { dir: {} } });
    const root = bytesOfText(directory.path);
    const view = new TreeView(root, new Set([`${root}/a`]));
    assert.equal(view.at('c').volume, view.root.volume);
    assert.notEqual(view.at('a').volume, view.root.volume);
    assert.equal(view.at('a/b').volume, view.at('a').volume);
    assert.deepEqual(view.mountsBelow(), ['a']);
  });
});

test('mount points are read from mountinfo, escapes undone', () => {
  const table =
    '22 1 8:1 / / rw - ext4 /dev/sda1 rw\n23 22 0:5 / /mnt/a\\040b rw shared:1 - tmpfs tmpfs rw\n';
  assert.deepEqual([...mountPoints(table)], ['/', '/mnt/a b']);
});

test('paths', () => {
  assert.equal(join('', 'a'), 'a');
  assert.equal(join('a', ''), 'a');
  assert.equal(join('a', 'b'), 'a/b');
  assert.equal(parentOf('a/b'), 'a');
  assert.equal(parentOf('a'), '');
  assert.equal(nameOf('a/b'), 'b');
  assert.equal(normalise('//a/./b//'), 'a/b');
  assert.ok(isWithin('a/b', 'a') && isWithin('a', 'a') && isWithin('a', '') && !isWithin('ab', 'a'));
});
