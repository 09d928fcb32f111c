import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Bytes } from '../../src/bytes.ts';
import {
  addChild,
  childNamed,
  childrenOf,
  countOfChildren,
  hasChild,
  seal,
} from '../../src/tree/children.ts';
import { StoredLeaves, type Leaves } from '../../src/tree/leaves.ts';
import { isPinned, NOT_ON_DISK, pin, type Place } from '../../src/tree/place.ts';

const DIRECTORY: Place = {
  ...NOT_ON_DISK,
  parent: null,
  name: 'usr' as Bytes,
  path: 'usr' as Bytes,
  before: 'directory',
  after: 'directory',
};

const NOTHING: Leaves = new StoredLeaves(
  { kinds: '', sizes: [], checksums: [], windows: [], window: [] },
  { length: 0, at: () => '' as Bytes },
);
const ours = new StoredLeaves(
  { kinds: '', sizes: [], checksums: [], windows: [], window: [] },
  NOTHING.paths,
);

const letter = fc.constantFrom('a', 'b', '-', '0', '9', ' ', '"', '\xff');
const names = fc.uniqueArray(fc.string({ unit: letter, minLength: 1, maxLength: 3 }), { maxLength: 30 });
const facts = fc.record({
  before: fc.constantFrom('absent', 'file', 'link', 'special', 'directory'),
  after: fc.constantFrom('absent', 'file', 'link', 'directory'),
  target: fc.constantFrom(null, 'where/it/leads' as Bytes),
  mode: fc.constantFrom(0, 0o100644, 0o100755, 0o120777),
  size: fc.constantFrom(0, 7, 2 ** 40),
  changedAt: fc.constantFrom(0, 1_700_000_000_123.456),
  staged: fc.constantFrom(
    'no',
    'within',
    '.mpkg-1-2-0/n0',
    '.mpkg-1-2-0/n12',
    '.mpkg-1-2-1/n3',
    'odd/n007',
    'odd',
  ),
  departure: fc.constantFrom(null, 'discard', 'save'),
  recorded: fc.constantFrom(
    null,
    { leaves: ours, at: 0 },
    { leaves: ours, at: 9 },
    { leaves: NOTHING, at: 1 },
  ),
  hasModes: fc.boolean(),
});
const child = fc.option(facts, { freq: 3 });

/** A directory with those children; one without facts is a new file. */
function directoryWith(
  children: readonly (readonly [Bytes, unknown])[],
  staged: Bytes | null,
  pinned = '' as Bytes,
): Place {
  const directory: Place = { ...DIRECTORY, staged };
  for (const [name, given] of children) {
    if (given === null) {
      addChild(directory, name);
      continue;
    }
    const place = {
      ...NOT_ON_DISK,
      ...(given as Partial<Place>),
      parent: directory,
      name,
      path: `usr/${name}` as Bytes,
    } as Place;
    const where = place.staged as string | null;
    if (where === 'no') place.staged = null;
    if (where === 'within') place.staged = staged === null ? null : (`${staged}/${name}` as Bytes);
    if (name === pinned) pin(place);
    addChild(directory, place);
  }
  return directory;
}

test('a sealed directory has the children that it had, and takes more', () => {
  fc.assert(
    fc.property(
      names.chain((all) => fc.tuple(...all.map((name) => fc.tuple(fc.constant(name as Bytes), child)))),
      fc.constantFrom(null, 'stage/n1' as Bytes),
      (children, staged) => {
        const directory = directoryWith(children, staged, children[0]?.[0]);
        const before = new Map(childrenOf(directory));
        seal(directory);
        assert.deepEqual(new Map(childrenOf(directory)), before);
        assert.equal(childNamed(directory, 'not there' as Bytes), undefined);
        for (const [name, place] of before) {
          assert.ok(hasChild(directory, name));
          if (isPinned(place) || place.before === 'directory')
            assert.equal(childNamed(directory, name), place);
        }
        addChild(directory, 'more' as Bytes);
        seal(directory);
        seal(directory);
        for (const [name, place] of before) assert.deepEqual(childNamed(directory, name), place);
        assert.ok(hasChild(directory, 'more' as Bytes));
      },
    ),
  );
});

test('a child of a sealed directory keeps what is written into it', () => {
  const files = ['a', 'b', 'c', 'd', 'e'] as Bytes[];
  const file = { before: 'file', after: 'file', staged: 'no' };
  const directory = directoryWith(
    files.map((name) => [name, file]),
    null,
  );
  seal(directory);
  assert.equal(countOfChildren(directory), 0);
  const place = childNamed(directory, 'c' as Bytes) as Place;
  place.departure = 'save';
  assert.equal(countOfChildren(directory), files.length);
  seal(directory);
  assert.equal(childNamed(directory, 'c' as Bytes)?.departure, 'save');
  assert.equal(childNamed(directory, 'd' as Bytes)?.departure, null);
});
