import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  ManifestError,
  parseProvision,
  parseRequirement,
  parseRequirementSyntax,
  printProvision,
  printRequirement,
} from '../../src/index.ts';
import type { SchemeName } from '../../src/index.ts';

/** Scheme, written, canonical. */
const REQUIREMENTS: readonly (readonly [SchemeName, string, string])[] = [
  ['debian', 'nginx', 'nginx'],
  ['debian', ' nginx ', 'nginx'],
  ['debian', 'libc6 >=2.34', 'libc6 >=2.34'],
  ['debian', 'libc6>=2.34', 'libc6 >=2.34'],
  ['debian', 'libc6 *', 'libc6'],
  ['debian', 'oracle-java | open-jdk', 'oracle-java | open-jdk'],
  ['debian', 'java-8|java-9 >= 9.1', 'java-8 | java-9 >=9.1'],
  ['debian', 'libc6:i386 >=2.34', 'libc6:i386 >=2.34'],
  ['debian', 'python3:any', 'python3:any'],
  ['debian', 'g++-12', 'g++-12'],
  ['debian', 'vim@2:9.0.1378-2', 'vim =2:9.0.1378-2'],
  ['debian', 'vim@>=2:9', 'vim >=2:9'],
  ['debian', 'vim 9.0:9.2', 'vim >=9.0 <=9.2'],
  ['debian', 'vim 9.0:', 'vim >=9.0'],
  ['debian', 'vim :9.2', 'vim <=9.2'],
  ['debian', 'a 1.2 || 2.x | b', 'a =1.2 || >=2 <3~ | b'],
  ['semver', 'react@18', 'react >=18.0.0 <19.0.0-0'],
  ['semver', 'react@^18.2 || ^19 | preact', 'react >=18.2.0 <19.0.0-0 || >=19.0.0 <20.0.0-0 | preact'],
  ['semver', 'ImageMagick@7.1.0', 'ImageMagick =7.1.0'],
];

test('a requirement is printed in its canonical form', () => {
  for (const [scheme, written, canonical] of REQUIREMENTS) {
    assert.equal(printRequirement(parseRequirement(written, scheme)), canonical, written);
    assert.equal(printRequirement(parseRequirement(canonical, scheme)), canonical, canonical);
  }
});

test('what was written is kept apart from what it means', () => {
  const { alternatives } = parseRequirementSyntax('a | b:i386 >= 2');
  assert.deepEqual(alternatives, [
    { name: 'a', architecture: undefined, range: undefined },
    {
      name: 'b',
      architecture: 'i386',
      range: {
        sets: [
          { offset: 11, terms: [{ kind: 'comparison', operator: '>=', operand: { text: '2', offset: 14 } }] },
        ],
      },
    },
  ]);
});

test('a malformed requirement has a code and a column', () => {
  for (const [text, code, column] of [
    ['', 'requirement-invalid', 1],
    ['-x', 'requirement-invalid', 1],
    ['a | ', 'requirement-invalid', 5],
    ['| a', 'requirement-invalid', 1],
    ['a || b', 'range-invalid', 3],
    ['a | | b', 'requirement-invalid', 5],
    ['a, b', 'range-invalid', 2],
    ['a (>= 1)', 'range-invalid', 3],
    ['a b', 'range-invalid', 3],
    ['a:1.2', 'requirement-invalid', 3],
    ['a@', 'range-invalid', 3],
    ['a@1.2 <2', 'requirement-invalid', 7],
    ['a >=1 | b >=_', 'range-invalid', 13],
  ] as const) {
    assert.throws(
      () => parseRequirement(text, 'debian'),
      (error) => {
        assert.ok(error instanceof ManifestError);
        assert.deepEqual([error.code, error.position?.column], [code, column], text);
        return true;
      },
    );
  }
});

test('a provision is a name with at most one exact version', () => {
  for (const [written, canonical] of [
    ['httpd', 'httpd'],
    ['httpd = 1:2.4', 'httpd =1:2.4'],
    ['httpd@1:2.4', 'httpd =1:2.4'],
  ] as const) {
    assert.equal(printProvision(parseProvision(written, 'debian')), canonical);
  }
  for (const text of ['httpd | nginx', 'httpd >=2', 'httpd:i386', 'httpd 2 || 3', 'httpd 1:2']) {
    assert.throws(() => parseProvision(text, 'debian'), { code: 'requirement-invalid' }, text);
  }
  assert.throws(() => parseProvision('httpd =2.4', 'semver'), { code: 'version-invalid' });
});

test('parsing never fails with anything but its own errors', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom(...Array.from('ab1.:@|<>=^~* x-')), maxLength: 12 }),
  );
  fc.assert(
    fc.property(text, fc.constantFrom<SchemeName>('semver', 'debian'), (written, scheme) => {
      try {
        const requirement = parseRequirement(written, scheme);
        assert.deepEqual(parseRequirement(printRequirement(requirement), scheme), requirement);
      } catch (error) {
        if (!(error instanceof ManifestError)) throw error;
        const column = error.position?.column ?? 0;
        assert.ok(column >= 1 && column <= written.length + 1);
      }
    }),
    { numRuns: 2000 },
  );
});
