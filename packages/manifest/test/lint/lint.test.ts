import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { writeIndex } from '../../src/index.ts';
import { lintIndex, lintManifest, lintProfile } from '../../src/lint/index.ts';
import type { FileDiagnostic } from '../../src/lint/index.ts';
import { MANIFEST } from '../manifest/sample.ts';
import { HEAD, entry } from '../repository-index/sample.ts';

function codes(diagnostics: readonly FileDiagnostic[]): readonly string[] {
  return diagnostics.map(({ severity, code, line }) => `${line} ${severity} ${code}`);
}

test('what is allowed but not good in a manifest is a warning', () => {
  assert.deepEqual(lintManifest(MANIFEST, 'MANIFEST.json'), []);
  const text = `{
  "name": "tool",
  "summary": "Tool is a tool.",
  "package-options": { "x": { "type": "boolean", "question": "?" } },
  "runtime-depends": ["tool | tool >=2", "other"]
}`;
  assert.deepEqual(codes(lintManifest(text, 'MANIFEST.json')), [
    '1 warning licence-missing',
    '1 warning build-missing',
    '3 warning summary-style',
    '3 warning summary-style',
    '4 warning option-unused',
    '5 warning depends-on-itself',
  ]);
});

test('a finding names the file', () => {
  assert.deepEqual(lintManifest('{', 'a/MANIFEST.json'), [
    {
      file: 'a/MANIFEST.json',
      severity: 'error',
      code: 'json-invalid',
      line: 1,
      column: 2,
      message: 'a key is a string in double quotes',
      hint: undefined,
    },
  ]);
  assert.deepEqual(codes(lintProfile('{"name": "p"}', 'p.json')), [
    '1 error key-missing',
    '1 error key-missing',
    '1 error key-missing',
    '1 error key-missing',
  ]);
});

const LINES = [
  ...writeIndex(
    HEAD,
    [
      entry({ name: 'apache', provides: ['httpd'] }),
      entry({ name: 'httpd', kind: 'abstract', pac: undefined, standard: 'apche' }),
      entry({ name: 'web', depends: ['httpd', 'jaav | nothing', 'apache >=9'] }),
      entry({ name: 'java' }),
    ],
    createHash('sha256'),
  ),
].map((line) => line.trimEnd());

test('an index is told what it wants and does not have', () => {
  const found = lintIndex(LINES, 'index', createHash('sha256'));
  assert.deepEqual(codes(found), ['3 warning name-unknown', '5 warning name-unknown']);
  assert.deepEqual(
    found.map(({ hint }) => hint),
    ['is `apache` meant?', 'is `java` meant?'],
  );
});

test('every malformed line of an index is found, not only the first', () => {
  const broken = LINES.with(1, LINES[1]!.replace('"1.0"', '"v1"')).with(4, '{').toSpliced(3, 0, LINES[2]!);
  assert.deepEqual(codes(lintIndex(broken, 'index', createHash('sha256'))), [
    '2 error index-malformed',
    '3 warning name-unknown',
    '4 error index-malformed',
    '6 error index-malformed',
    '7 error index-truncated',
  ]);
  assert.deepEqual(codes(lintIndex(['{}'], 'index', createHash('sha256'))), ['1 error index-malformed']);
  assert.deepEqual(codes(lintIndex(LINES.slice(0, 2), 'index', createHash('sha256'))), [
    '2 error index-truncated',
  ]);
});

test('a line that is not canonical is a warning', () => {
  const spaced = LINES.with(1, LINES[1]!.replace('["httpd"]', '["httpd" ]'));
  assert.ok(codes(lintIndex(spaced, 'index', createHash('sha256'))).includes('2 warning not-canonical'));
});

test('no text makes lint throw', () => {
  const cut = fc.nat({ max: MANIFEST.length });
  const noise = fc.oneof(fc.string({ maxLength: 4 }), fc.json({ maxDepth: 2 }));
  fc.assert(
    fc.property(cut, cut, noise, (from, to, text) => {
      const damaged = MANIFEST.slice(0, Math.min(from, to)) + text + MANIFEST.slice(Math.max(from, to));
      for (const { line, column } of lintManifest(damaged, 'MANIFEST.json'))
        assert.ok(line >= 1 && column >= 1);
    }),
    { numRuns: 200 },
  );
  const key = fc.constantFrom(
    'name',
    'summary',
    'build-depends',
    'runtime-depends',
    'version-range',
    'package-options',
    'arch',
    'x',
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b >=1', '1:2', 1, true, null),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(key, tie('value'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(value, (json) => lintManifest(JSON.stringify(json), 'MANIFEST.json').length >= 0),
    { numRuns: 500 },
  );
});
