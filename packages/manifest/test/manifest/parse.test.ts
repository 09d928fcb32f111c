import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManifestError } from '../../src/index.ts';
import { examineManifest, parseManifest } from '../../src/manifest/index.ts';
import { MANIFEST } from './sample.ts';

test('a manifest that uses every key has nothing wrong with it', () => {
  assert.deepEqual(examineManifest(MANIFEST).diagnostics, []);
});

/** What is replaced in MANIFEST, by what; the code, the text that the error points at, and its hint. */
const FAULTS: readonly (readonly [string, string, string, string, string?])[] = [
  ['"name": "nginx",', '"nmae": "nginx",', 'key-unknown', '"nmae"', 'write `name`'],
  ['"name": "nginx",', '"name": "n g",', 'value-invalid', '"n g"'],
  ['"name": "nginx",', '"name": 7,', 'value-invalid', '7,'],
  ['"name": "nginx",', '"name": nginx,', 'json-invalid', 'nginx,', 'write `"nginx"` for a text'],
  ['"name": "nginx",', '', 'key-missing', '{\n'],
  ['"summary"', '"summary": "", "summary"', 'json-invalid', '"summary": "Small'],
  ['"scheme": "debian"', '"scheme": "debain"', 'value-invalid', '"debain"', 'write `"debian"`'],
  ['"parallel": "minor"', '"parallel": true', 'value-invalid', 'true'],
  ['"homepage": "https', '"homepage": "ftp', 'value-invalid', '"ftp'],
  ['"group": "servers"', '"standard": "x"', 'value-invalid', '"standard"', 'write `"kind": "abstract"`'],
  ['"type": "boolean"', '"type": "bolean"', 'value-invalid', '"bolean"', 'write `"boolean"`'],
  ['"type": "boolean", ', '', 'key-missing', '{ "question": "Support'],
  ['"name": "make", "run": "make -j4"', '"name": "make"', 'key-missing', '{\n      "name": "make"'],
  ['"run": "make install"', '"run": 5', 'value-invalid', '5'],
  ['"tls": true }', '"tls": null }', 'value-invalid', 'null'],
  ['"strip": 0', '"strip": -1', 'value-invalid', '-1'],
  ['"question": "Support TLS?"', '"ask": "?", "question": "x"', 'key-unknown', '"ask"'],
  ['"default": true }', '"default": "yes" }', 'value-invalid', '"yes"'],
  ['"default": "text"', '"default": "xml"', 'option-invalid', '"xml"'],
  ['"default": 4', '"default": 65', 'option-invalid', '65'],
  ['clang >=14', 'clang >14.', 'ok', ''],
  ['clang >=14', 'clang =>14', 'range-invalid', '=>14', 'write `>=`'],
  ['clang >=14', 'clang || gcc', 'range-invalid', '|| gcc'],
  ['["make", "gcc', '["ma ke", "gcc', 'range-invalid', 'ke"'],
  ['["make", "gcc', '[5, "gcc', 'value-invalid', '5, '],
  [
    '"build-depends": [',
    '"build-depends": 5, "config": [',
    'json-invalid',
    '"config": ["etc/nginx/nginx.conf"]',
  ],
  [
    '"amd64": { "pkg-depend"',
    '"amd64": { "pkg-depends"',
    'key-unknown',
    '"pkg-depends"',
    'write `pkg-depend`',
  ],
  ['"amd64": { "pkg-depend"', '"AMD64": { "pkg-depend"', 'value-invalid', '"AMD64"'],
  ['["accel-musl"]', '["accel-musl >"]', 'range-invalid', '"]'],
  ['"BLEEDING": [', '"BLEADING": [', 'key-unknown', '"BLEADING"', 'write `BLEEDING`'],
  ['"true": ["openssl', '"yes": ["openssl', 'option-invalid', '"yes"'],
  ['"tls": { "true"', '"tsl": { "true"', 'option-unknown', '"tsl"', 'write `tls`'],
  [
    '"when": { "option": { "tls"',
    '"when": { "option": { "ssl"',
    'option-unknown',
    '"ssl": true',
    'declare it under `package-options`',
  ],
  ['"when": { "libc": "musl" }', '"when": { "lib": "musl" }', 'key-unknown', '"lib"', 'write `libc`'],
  ['"provides": ["httpd =1.1"', '"provides": ["httpd >=1.1"', 'requirement-invalid', '"httpd >=1.1"'],
  ['{version}_{arch}.pac', '{version}_{architecture}.pac', 'template-invalid', '{architecture}'],
  ['{version}_{arch}.pac', '{vresion}_{arch}.pac', 'template-invalid', '{vresion}', 'write `{version}`'],
  ['"config": ["etc/nginx/nginx.conf"]', '"config": ["/etc"]', 'value-invalid', '"/etc"'],
  ['"mode": "0755"', '"mode": 755', 'value-invalid', '755'],
  ['"1.18:1.20"', '"1.18-:1.20"', 'range-invalid', ':1.20"'],
  ['">1.20 <2~"', '">=1.20 <2~"', 'segments-overlap', '">=1.20 <2~"'],
  ['">1.20 <2~"', '"1.21:"', 'segments-gap', '"version-range"'],
];

test('every fault is placed, explained and where possible answered', () => {
  for (const [before, after, code, at, hint] of FAULTS) {
    assert.ok(MANIFEST.includes(before), before);
    const text = MANIFEST.replace(before, () => after);
    const found = examineManifest(text).diagnostics;
    if (code === 'ok') {
      assert.deepEqual(found, [], after);
      continue;
    }
    const [first] = found;
    assert.equal(first?.code, code, `${after}: ${JSON.stringify(found)}`);
    // Most errors are in what was replaced; these two are around it.
    const from = code === 'key-missing' || code === 'segments-gap' ? 0 : MANIFEST.indexOf(before);
    const lines = text.slice(0, text.indexOf(at, from)).split('\n');
    const place = { line: lines.length, column: lines.at(-1)!.length + 1 };
    assert.deepEqual({ line: first.line, column: first.column }, place, `${after}: ${first.message}`);
    if (hint !== undefined) assert.equal(first.hint, hint, after);
  }
});

test('all errors are found at once, in order, and the first one is thrown', () => {
  const text = '{\n  "name": "a",\n  "colour": "b",\n  "kind": "x"\n}';
  const { manifest, diagnostics } = examineManifest(text);
  assert.equal(manifest, undefined);
  assert.deepEqual(
    diagnostics.map(({ code, line }) => [code, line]),
    [
      ['key-missing', 1],
      ['key-unknown', 3],
      ['value-invalid', 4],
    ],
  );
  assert.throws(
    () => parseManifest(text),
    (error) => {
      assert.ok(error instanceof ManifestError);
      assert.equal(error.code, 'manifest-invalid');
      assert.equal(error.exit, 2);
      assert.deepEqual(error.details?.['diagnostics'], diagnostics);
      return true;
    },
  );
});

test('neighbouring segments leave no gap for pre-releases alone', () => {
  for (const [scheme, ranges, codes] of [
    ['semver', ['1.x', '2.x'], []],
    ['debian', ['1.x', '2.x', '3:'], []],
    ['semver', ['1.0:1.4', '2.0:'], ['segments-gap']],
    ['semver', ['1.0:', ':1.0'], ['segments-overlap']],
    ['debian', [':1', '3:'], ['segments-gap']],
  ] as const) {
    const segments = Object.fromEntries(ranges.map((range) => [range, {}]));
    const text = JSON.stringify({ name: 'a', summary: 'b', scheme, 'version-range': segments });
    assert.deepEqual(
      examineManifest(text).diagnostics.map(({ code }) => code),
      codes,
      ranges.join(', '),
    );
  }
});

test('a package without files has no keys for files', () => {
  const text =
    '{ "name": "web", "summary": "b", "kind": "group", "runtime-depends": ["java"], "config": ["a"] }';
  assert.deepEqual(
    examineManifest(text).diagnostics.map(({ code }) => code),
    ['value-invalid'],
  );
});
