import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bytes } from '../../src/bytes.ts';
import { vacatedDirectories } from '../../src/plan/vacated.ts';
import { addChild } from '../../src/tree/children.ts';
import { StoredLeaves } from '../../src/tree/leaves.ts';
import { NOT_ON_DISK, type Place } from '../../src/tree/place.ts';

const DEPLOYED = 1000;
const LATER = 2000;

function directoryIn(parent: Place | null, name: string, changedAt = DEPLOYED): Place {
  const path = (parent === null || parent.path === '' ? name : `${parent.path}/${name}`) as Bytes;
  const place: Place = {
    ...NOT_ON_DISK,
    parent,
    name: name as Bytes,
    path,
    before: 'directory',
    after: 'directory',
    bornAt: DEPLOYED,
    changedAt,
  };
  if (parent !== null) addChild(parent, place);
  return place;
}

/** A package with one leaf. */
const LEAVES = new StoredLeaves(
  { kinds: 'f', sizes: [0], checksums: [0], windows: [[DEPLOYED, DEPLOYED]], window: [] },
  { length: 1, at: () => 'file' as Bytes },
);

/** A file that leaves, as it was deployed. */
function leafIn(parent: Place, name: string): void {
  addChild(parent, {
    ...directoryIn(null, name),
    parent,
    before: 'file',
    after: 'absent',
    departure: 'discard',
    recorded: { leaves: LEAVES, at: 0 },
  });
}

/** `top/middle/bottom/file`, and which of them are read to see whether they are vacated. */
function vacate(changes: { middle?: number; foreign?: boolean }) {
  const root = directoryIn(null, '');
  const top = directoryIn(root, 'top');
  const middle = directoryIn(top, 'middle', changes.middle);
  const bottom = directoryIn(middle, 'bottom');
  leafIn(bottom, 'file');
  const read: Bytes[] = [];
  const vacated = vacatedDirectories([top, middle, bottom], (directory) => {
    read.push(directory.path);
    return (changes.foreign === true ? ['bottom', 'foreign'] : ['bottom']) as Bytes[];
  });
  return { vacated: [...vacated.keys()].map(({ path }) => path), read };
}

test('directories as they were deployed are not read, whether they hold files or directories alone', () => {
  assert.deepEqual(vacate({}), { vacated: ['top/middle/bottom', 'top/middle', 'top'], read: [] });
});

test('a directory that was changed since is read', () => {
  const changed = vacate({ middle: LATER });
  assert.deepEqual(changed, { vacated: ['top/middle/bottom', 'top/middle', 'top'], read: ['top/middle'] });
});

test('what others put into a directory keeps it and those above it', () => {
  const kept = vacate({ middle: LATER, foreign: true });
  assert.deepEqual(kept, { vacated: ['top/middle/bottom'], read: ['top/middle'] });
});
