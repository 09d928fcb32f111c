import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import fc from 'fast-check';
import { debianScheme } from '../../src/versions/index.ts';

const { compare, problem } = debianScheme;

const ASCENDING = [
  '0',
  '1.0~~',
  '1.0~~a',
  '1.0~',
  '1.0~rc1-1',
  '1.0',
  '1.0-0ubuntu1',
  '1.0-1~bpo12+1',
  '1.0-1',
  '1.0-1+b1',
  '1.0-1+deb12u1',
  '1.0-9',
  '1.0-10',
  '1.0a',
  '1.0+dfsg-1',
  '1.0-1-1',
  '1.0.1',
  '1.9',
  '1.10',
  '20230101123456789012',
  '20230101123456789013',
  '1:0.1',
  '10:0',
];

test('versions are ordered as distributions order them', () => {
  for (const [i, a] of ASCENDING.entries()) {
    for (const [j, b] of ASCENDING.entries())
      assert.equal(Math.sign(compare(a, b)), Math.sign(i - j), `${a} ${b}`);
  }
});

test('differently spelled versions can be equal', () => {
  for (const [a, b] of [
    ['1.0', '1.00'],
    ['1.0', '0:1.0'],
    ['1.0', '1.0-0'],
    ['1.0-1', '1.0-01'],
    ['1.0', '1.0-00'],
  ] as const) {
    assert.equal(compare(a, b), 0, `${a} ${b}`);
  }
});

test('a problem has the offset of its first character', () => {
  for (const version of [...ASCENDING, '1:2:3-4', '2.0+git~1.a'])
    assert.equal(problem(version), undefined, version);
  for (const [version, offset] of [
    ['', 0],
    ['r12', 0],
    [':1', 0],
    ['a:1', 0],
    ['99999999999:1', 0],
    ['1:', 2],
    ['1.0-', 4],
    ['1_0', 1],
    ['1.0-1_2', 5],
    ['1.0 ', 3],
  ] as const) {
    assert.equal(problem(version)?.offset, offset, version);
  }
});

/** Few characters, so that versions share long prefixes and the awkward ones meet. */
const part = (characters: string, minLength: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from(characters)), minLength, maxLength: 6 });
const version = fc
  .tuple(
    fc.constantFrom('', '', '', '0:', '1:', '01:'),
    part('0129az.+~', 0),
    fc.option(part('0129aZ.+~', 1), { nil: '' }),
  )
  .map(([epoch, upstream, revision]) => `${epoch}1${upstream}${revision === '' ? '' : `-${revision}`}`);

test('every generated version is valid', () => {
  fc.assert(fc.property(version, (v) => assert.equal(problem(v), undefined, v)));
});

test('the order is total', () => {
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      assert.equal(compare(a, a), 0);
      assert.equal(Math.sign(compare(a, b)) + Math.sign(compare(b, a)), 0);
      if (compare(a, b) <= 0 && compare(b, c) <= 0) assert.ok(compare(a, c) <= 0);
      if (compare(a, b) === 0) assert.equal(Math.sign(compare(a, c)), Math.sign(compare(b, c)));
    }),
  );
});

test('any two texts are ordered without throwing', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (a, b) => Number.isSafeInteger(compare(a, b))));
});

/** One process asks dpkg for all pairs; one answer a line. */
const ASK_DPKG = `while read -r a b; do
  if dpkg --compare-versions "$a" lt "$b"; then echo -1; elif dpkg --compare-versions "$a" eq "$b"; then echo 0; else echo 1; fi
done`;

const hasDpkg = spawnSync('dpkg', ['--version']).status === 0;

test('the order is that of dpkg', { skip: hasDpkg ? false : 'dpkg is not installed' }, () => {
  const pairs = fc.sample(fc.tuple(version, version), 400);
  const input = pairs.map(([a, b]) => `${a} ${b}\n`).join('');
  const dpkg = spawnSync('sh', ['-c', ASK_DPKG], { input, encoding: 'utf8' });
  const answers = dpkg.stdout.trim().split('\n').map(Number);
  assert.equal(answers.length, pairs.length, dpkg.stderr);
  const wrong = pairs.filter(([a, b], i) => Math.sign(compare(a, b)) !== answers[i]);
  assert.deepEqual(wrong, []);
});
