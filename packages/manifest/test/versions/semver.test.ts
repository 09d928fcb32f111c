import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import npm from 'semver';
import { semverScheme } from '../../src/versions/index.ts';

const { compare, problem } = semverScheme;

/** The example of semver.org §11.4, and what npm's own tests find awkward. */
const ASCENDING = [
  '0.0.0-0',
  '0.0.0',
  '1.0.0-0',
  '1.0.0-alpha',
  '1.0.0-alpha.1',
  '1.0.0-alpha.beta',
  '1.0.0-beta',
  '1.0.0-beta.2',
  '1.0.0-beta.11',
  '1.0.0-rc',
  '1.0.0-rc.1',
  '1.0.0-rc-1',
  '1.0.0',
  '1.2.0',
  '1.10.0-x--',
  '1.10.0',
  '10.0.0',
];

test('versions are ordered by semver.org §11', () => {
  for (const [i, a] of ASCENDING.entries()) {
    for (const [j, b] of ASCENDING.entries())
      assert.equal(Math.sign(compare(a, b)), Math.sign(i - j), `${a} ${b}`);
  }
});

test('build metadata does not count', () => {
  assert.equal(compare('1.0.0+a', '1.0.0+b.1'), 0);
  assert.equal(compare('1.0.0+a-b', '1.0.0'), 0);
  assert.ok(compare('1.0.0-rc+b', '1.0.0+a') < 0);
});

test('a problem has an offset, and a repaired text when one is in sight', () => {
  for (const [version, offset, suggestion] of [
    ['v1.2.3', 0, '1.2.3'],
    ['1.2', 3, '1.2.0'],
    ['2', 1, '2.0.0'],
    ['1.2-rc.1', 3, '1.2.0-rc.1'],
    ['01.2.3', 0, '1.2.3'],
    ['1.2.3-01', 6, undefined],
    ['1.2.3.4', 5, undefined],
    ['1.2.3-', 6, undefined],
    ['1.2.3-a..b', 8, undefined],
    ['1.2.3+', 6, undefined],
    ['1.2.3-a_b', 7, undefined],
    ['1.2.9007199254740992', 4, undefined],
    [`1.2.3-${'a'.repeat(251)}`, 256, undefined],
    ['latest', 0, undefined],
  ] as const) {
    assert.equal(problem(version)?.offset, offset, version);
    assert.equal(problem(version)?.suggestion, suggestion, version);
  }
});

const number = fc.oneof(fc.nat({ max: 12 }), fc.nat()).map(String);
const identifier = fc.oneof(
  number,
  fc
    .string({ unit: fc.constantFrom(...Array.from('01aZ-')), minLength: 1, maxLength: 4 })
    .filter((text) => !/^0\d+$/.test(text)),
);
const identifiers = (mark: string) =>
  fc.array(identifier, { maxLength: 3 }).map((list) => (list.length === 0 ? '' : mark + list.join('.')));
const version = fc
  .tuple(fc.tuple(number, number, number), identifiers('-'), identifiers('+'))
  .map(([core, prerelease, build]) => core.join('.') + prerelease + build);

test("valid is what npm's semver parses as it stands", () => {
  const unit = fc.constantFrom(...Array.from('0123a-+._'));
  const text = fc.oneof(
    version,
    fc.string({ unit, maxLength: 8 }),
    fc.tuple(version, fc.string({ unit, maxLength: 3 })).map(([v, tail]) => v + tail),
  );
  fc.assert(
    fc.property(text, (v) => assert.equal(problem(v) === undefined, npm.valid(v) !== null, v)),
    { numRuns: 1000 },
  );
});

test("the order is that of npm's semver", () => {
  // Sharing a core makes pre-releases meet.
  const pair = fc.oneof(
    fc.tuple(version, version),
    fc.tuple(identifiers('-'), identifiers('-')).map(([a, b]) => [`1.0.0${a}`, `1.0.0${b}`] as const),
  );
  fc.assert(
    fc.property(pair, ([a, b]) => assert.equal(Math.sign(compare(a, b)), npm.compare(a, b), `${a} ${b}`)),
    { numRuns: 2000 },
  );
});

test('the order is total', () => {
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      assert.equal(Math.sign(compare(a, b)) + Math.sign(compare(b, a)), 0);
      if (compare(a, b) <= 0 && compare(b, c) <= 0) assert.ok(compare(a, c) <= 0);
    }),
  );
});
