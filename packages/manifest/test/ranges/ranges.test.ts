import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import npm from 'semver';
import {
  ManifestError,
  assertRange,
  gaps,
  intersection,
  isNone,
  parseRange,
  printRange,
  rangeMeantIn,
  rangeOfRelation,
  satisfies,
  union,
} from '../../src/index.ts';
import type { SchemeName } from '../../src/index.ts';

/** Written, canonical. */
const SEMVER = [
  ['*', '*'],
  ['x', '*'],
  ['=1.2.3', '=1.2.3'],
  ['1.2.3', '=1.2.3'],
  ['1.2', '>=1.2.0 <1.3.0-0'],
  ['=1.2', '>=1.2.0 <1.3.0-0'],
  ['2.x', '>=2.0.0 <3.0.0-0'],
  ['2.x.x', '>=2.0.0 <3.0.0-0'],
  ['1.2.*', '>=1.2.0 <1.3.0-0'],
  ['>=1.2 <2', '>=1.2.0 <2.0.0-0'],
  ['>= 1.2   < 2', '>=1.2.0 <2.0.0-0'],
  ['>1.2', '>=1.3.0'],
  ['<=1.9', '<1.10.0-0'],
  ['^1.2', '>=1.2.0 <2.0.0-0'],
  ['^0.2.3', '>=0.2.3 <0.3.0-0'],
  ['^0.0.3', '>=0.0.3 <0.0.4-0'],
  ['^0', '>=0.0.0 <1.0.0-0'],
  ['~1.2', '>=1.2.0 <1.3.0-0'],
  ['~1', '>=1.0.0 <2.0.0-0'],
  ['1.2:1.9', '>=1.2.0 <1.10.0-0'],
  ['1.2.0:1.9.0', '>=1.2.0 <=1.9.0'],
  ['1.2:', '>=1.2.0'],
  [':1.9', '<1.10.0-0'],
  ['1.2 || 2.x', '>=1.2.0 <1.3.0-0 || >=2.0.0 <3.0.0-0'],
  ['2.x||1.x', '>=1.0.0 <2.0.0-0 || >=2.0.0 <3.0.0-0'],
  ['<1.0.0 || >=1.0.0', '*'],
  ['<1.0.0 || >1.0.0', '<1.0.0 || >1.0.0'],
  ['>>1.0.0 <<2.0.0', '>1.0.0 <2.0.0'],
  ['^1.2.3-rc.1', '>=1.2.3-rc.1 <2.0.0-0'],
] as const;

const DEBIAN = [
  ['1.2', '=1.2'],
  ['=1:2.0-3', '=1:2.0-3'],
  ['>=1:2.0', '>=1:2.0'],
  ['2.x', '>=2 <3~'],
  ['=1:2.x', '>=1:2 <1:3~'],
  ['^1.2.3-4+deb12u1', '>=1.2.3-4+deb12u1 <2~'],
  ['^0.3', '>=0.3 <0.4~'],
  ['^0~git2020', '>=0~git2020 <1~'],
  ['~1.2.3', '>=1.2.3 <1.3~'],
  ['~1:1.2.3', '>=1:1.2.3 <1:1.3~'],
  ['<=1.9', '<=1.9'],
  ['>1.2', '>1.2'],
  ['>1.x', '>=2'],
  ['1.2:1.9', '>=1.2 <=1.9'],
  ['1:2:1:3', '>=1:2 <=1:3'],
  ['1:2.0:', '>=1:2.0'],
  [':1:3', '<=1:3'],
  ['^20230101123456789012', '>=20230101123456789012 <20230101123456789013~'],
  ['>>1.2~rc1 <<2', '>1.2~rc1 <2'],
] as const;

test('a range is printed in its canonical form', () => {
  for (const [written, canonical] of SEMVER)
    assert.equal(printRange(parseRange(written, 'semver')), canonical, written);
  for (const [written, canonical] of DEBIAN)
    assert.equal(printRange(parseRange(written, 'debian')), canonical, written);
});

/** Scheme, text, column from 1, hint. */
const ERRORS: readonly (readonly [SchemeName, string, number, string | undefined])[] = [
  ['semver', '', 1, 'write `*` for every version'],
  ['semver', '>=', 3, undefined],
  ['semver', '1.2 ||', 7, undefined],
  ['semver', '|| 1.2', 1, undefined],
  ['semver', '1.2 | 2', 5, 'write `||`'],
  ['semver', '!=1.2', 1, 'write both sides: `<1.2 || >1.2`'],
  ['semver', '==1.2', 1, 'write `=`'],
  ['semver', '=>1.2', 1, 'write `>=`'],
  ['semver', '~>1.2', 1, 'write `~`'],
  ['semver', '>=1, <2', 4, 'separate the terms by a space'],
  ['semver', '(>=1)', 1, 'leave the parentheses away'],
  ['semver', '1.2 - 1.9', 5, 'write `min:max`'],
  ['semver', '>=v1.2', 3, 'write `1.2.0`'],
  ['semver', '>=1.02.3', 5, 'write `1.2.3`'],
  ['semver', '1.2.3.x', 6, undefined],
  ['semver', '1.x.3', 3, undefined],
  ['semver', '>=2 <1', 1, 'check which end is the smaller one'],
  ['semver', '1 || >2 <2', 6, 'check which end is the smaller one'],
  ['semver', '<*', 2, undefined],
  ['semver', ':', 1, 'write `*` for every version'],
  ['debian', '1:2:3', 1, 'write the bounds as `>=MIN <=MAX`'],
  ['debian', '>=r1', 3, undefined],
  ['debian', '1.0 >=1_2', 8, undefined],
  ['debian', '1.2:1.1', 1, 'check which end is the smaller one'],
];

test('a malformed range has a column and says what to write', () => {
  for (const [scheme, text, column, hint] of ERRORS) {
    assert.throws(
      () => parseRange(text, scheme),
      (error) => {
        assert.ok(error instanceof ManifestError);
        assert.equal(error.code, 'range-invalid');
        assert.deepEqual(error.position, { line: 1, column }, text);
        assert.equal(error.hint, hint, text);
        return true;
      },
    );
  }
});

test("Debian's relations are ranges", () => {
  for (const [relation, canonical] of [
    ['<<', '<1:2-3'],
    ['<=', '<=1:2-3'],
    ['=', '=1:2-3'],
    ['>=', '>=1:2-3'],
    ['>>', '>1:2-3'],
  ] as const) {
    assert.equal(printRange(rangeOfRelation('debian', relation, '1:2-3')), canonical);
  }
});

test('what a union skips is found', () => {
  const segments = ['1.0.0:1.4.0', '>=2.0.0 <3.0.0', '>3.0.0'].map((text) => parseRange(text, 'semver'));
  assert.equal(printRange(gaps(union('semver', segments))), '>1.4.0 <2.0.0 || =3.0.0');
  assert.ok(isNone(gaps(union('semver', [parseRange('<2.0.0', 'semver'), parseRange('>=2.0.0', 'semver')]))));
});

const number = fc.nat({ max: 3 }).map(String);
const full = fc.tuple(number, number, number).map((list) => list.join('.'));
const prerelease = fc.constantFrom('', '', '-0', '-rc.1', '-rc.2');
/** Without pre-releases of 0.0.0: npm drops `>=0.0.0` as if it excluded nothing. */
const semverVersion = fc
  .tuple(full, prerelease)
  .map((list) => list.join(''))
  .filter((version) => !version.startsWith('0.0.0-'));
const partial = fc.oneof(
  semverVersion,
  number,
  fc.tuple(number, number).map((list) => list.join('.')),
  number.map((n) => `${n}.x`),
);
const debianVersion = fc
  .tuple(fc.constantFrom('', '', '1:'), number, fc.constantFrom('', '~rc1', '.0', '.1', '.2-1', '+b1'))
  .map((list) => list.join(''));

const operator = fc.constantFrom('', '=', '<', '<=', '>', '>=', '^', '~');
const comparisons = (operand: fc.Arbitrary<string>) =>
  fc
    .tuple(operator, operand)
    .map(([op, version]) => (op === '' && version.includes(':') ? `=${version}` : op + version));
const rangeText = (operand: fc.Arbitrary<string>) =>
  fc
    .array(fc.array(comparisons(operand), { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 3 })
    .map((sets) => sets.map((set) => set.join(' ')).join(' || '));

function parsed(text: string, scheme: SchemeName) {
  try {
    return parseRange(text, scheme);
  } catch (error) {
    assert.ok(error instanceof ManifestError && error.hint === 'check which end is the smaller one', text);
    return undefined;
  }
}

test("ranges of semantic versions mean what npm's semver means", () => {
  fc.assert(
    fc.property(
      rangeText(partial),
      fc.array(semverVersion, { minLength: 1, maxLength: 8 }),
      (text, versions) => {
        const range = parsed(text, 'semver');
        // npm's range, then plain comparison: its rule that hides pre-releases is not ours.
        const desugared = new npm.Range(text).format();
        for (const version of versions) {
          const expected = npm.satisfies(version, desugared, { includePrerelease: true });
          if (range !== undefined) assert.equal(satisfies(range, version), expected, `${version} in ${text}`);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

for (const [scheme, version, operand] of [
  ['semver', semverVersion, partial],
  ['debian', debianVersion, debianVersion],
] as const) {
  const range = rangeText(operand)
    .map((text) => parsed(text, scheme))
    .filter((value) => value !== undefined);

  test(`${scheme}: printing and parsing a range gives it back`, () => {
    fc.assert(fc.property(range, (r) => assert.deepEqual(parseRange(printRange(r), scheme), r)));
  });

  test(`${scheme}: intersection, union and gaps are those of sets`, () => {
    fc.assert(
      fc.property(range, range, version, (a, b, v) => {
        assert.equal(satisfies(intersection(a, b), v), satisfies(a, v) && satisfies(b, v));
        const either = union(scheme, [a, b]);
        assert.equal(satisfies(either, v), satisfies(a, v) || satisfies(b, v));
        assert.ok(!(satisfies(gaps(either), v) && satisfies(either, v)));
      }),
      { numRuns: 500 },
    );
  });
}

test('a range that nobody says the scheme of is read in the one that is asked for, or belongs to another', () => {
  assert.deepEqual(rangeMeantIn('>=1.2', 'semver'), parseRange('>=1.2', 'semver'));
  assert.equal(rangeMeantIn('=1:1.0-2', 'semver'), undefined);
  assert.throws(() => rangeMeantIn('=1 y', 'semver'), /is no semver version/);
  assertRange('=1:1.0-2');
  assertRange('^1.2.3-rc.1');
  assert.throws(() => assertRange('=1 y'), { code: 'range-invalid' });
  assert.throws(() => assertRange('>2 <1'), { code: 'range-invalid' });
});
