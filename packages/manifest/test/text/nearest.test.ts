import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nearest } from '../../src/index.ts';

const NAMES = ['nginx', 'nginx-core', 'gnome', 'gnumeric', 'apache2', 'java', 'lava', 'go'];

test('the names most like a mistyped one, closest first', () => {
  assert.deepEqual(nearest('ngnix', NAMES), ['nginx']);
  assert.deepEqual(nearest('Apache', NAMES), ['apache2']);
  assert.deepEqual(nearest('jaava', NAMES), ['java', 'lava']);
  assert.deepEqual(nearest('jaava', NAMES, 1), ['java']);
  assert.deepEqual(nearest('og', NAMES), ['go']);
  assert.deepEqual(nearest('postgresql', NAMES), []);
});

/** The same by definition: every name, no short cut. */
function slowDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const [x, y] = [a.slice(1), b.slice(1)];
  const swap =
    a.length > 1 && a[0] === b[1] && a[1] === b[0] ? 1 + slowDistance(a.slice(2), b.slice(2)) : Infinity;
  return Math.min(
    slowDistance(x, y) + Number(a[0] !== b[0]),
    slowDistance(x, b) + 1,
    slowDistance(a, y) + 1,
    swap,
  );
}

test('no name that is near is passed over', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', '1'), minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(word, fc.uniqueArray(word, { maxLength: 6 }), (wanted, names) => {
      const most = wanted.length < 4 ? 1 : 2;
      const expected = names
        .map((name) => ({ name, distance: slowDistance(wanted, name) }))
        .filter(({ distance }) => distance <= most)
        .filter(({ distance }, _, all) => distance <= 1 + Math.min(...all.map((one) => one.distance)))
        .sort((a, b) => a.distance - b.distance)
        .map(({ name }) => name);
      assert.deepEqual(nearest(wanted, names, Infinity), expected);
    }),
    { numRuns: 200 },
  );
});
