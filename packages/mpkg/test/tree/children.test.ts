import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryDirectory } from '@mpkg/testkit';
import fc from 'fast-check';
import type { Bytes } from '../../src/bytes.ts';
import { childNamed, childrenOf, freeze, frozenBelow } from '../../src/tree/children.ts';
import type { Place } from '../../src/tree/place.ts';
import { TreeView } from '../../src/tree/view.ts';

const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 30 });

test('names of a directory are found in the order of the first look, few or many', () => {
  using root = temporaryDirectory();
  fc.assert(
    fc.property(names, fc.func(fc.boolean()), (list, isNew) => {
      const view = new TreeView(root.path, new Set());
      for (const name of list as Bytes[]) {
        if (isNew(name)) view.plantFile(view.root, name);
        else view.child(view.root, name);
      }
      const after = (name: string) => (isNew(name) ? 'file' : 'absent');
      assert.deepEqual(
        Array.from(childrenOf(view.root), ([name, place]) => [name, place.after]),
        list.map((name) => [name, after(name)]),
      );
      for (const name of list) assert.equal(childNamed(view.root, name as Bytes)?.after, after(name));
      assert.equal(childNamed(view.root, 'none' as Bytes), undefined);
    }),
  );
});

/** What is told of the places below a directory. */
function told(directory: Place): object[] {
  return Array.from(childrenOf(directory), ([name, { path, after, target, staged, ...place }]) => ({
    name,
    after,
    ...(after === 'file' ? {} : { path, target, staged }),
    below: after === 'directory' ? told({ path, after, target, staged, ...place }) : [],
  }));
}

test('what is below a new directory can be let go and comes back', () => {
  using root = temporaryDirectory();
  const view = new TreeView(root.path, new Set());
  const make = (directory: Place, name: string): Place => {
    const place = view.child(directory, name as Bytes);
    place.after = 'directory';
    place.staged = `${directory.staged ?? 'stage'}/${name}` as Bytes;
    return place;
  };
  const top = make(view.root, 'top');
  const many = make(make(top, 'a\u00e9'), 'many');
  for (let at = 0; at < 20; at++) view.plantFile(many, `file-${at}` as Bytes);
  make(top, 'empty');
  Object.assign(view.child(top, 'link' as Bytes), {
    after: 'link',
    target: '../x',
    staged: 'stage/top/link',
  });
  const before = told(top);
  const frozen = frozenBelow(top);
  view.freeze(top.path);
  assert.equal(typeof top.children, 'string');
  assert.deepEqual(frozenBelow(top), frozen);
  assert.equal(view.at('top/a\u00e9/many').staged, 'stage/top/a\u00e9/many');
  assert.equal(view.named('top/a\u00e9/many' as Bytes, 'file-19' as Bytes).after, 'file');
  assert.equal(view.named('top' as Bytes, 'none' as Bytes).after, 'absent');
  freeze(top);
  assert.deepEqual(told(top), before);
});
