import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryDirectory } from '@mpkg/testkit';
import fc from 'fast-check';
import type { Bytes } from '../../src/bytes.ts';
import { childNamed, childrenOf } from '../../src/tree/children.ts';
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
