import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { entrySchema, headSchema, tailSchema } from '../../src/repository-index/schema.ts';
import { entryShape, headShape, tailShape } from '../../src/repository-index/shapes.ts';

const SHA256 = 'a'.repeat(64);

/** Per key some right and some wrong values. */
const HEAD = {
  format: ['spm-index/1', 'spm-index/2', 1],
  identity: ['example.org/demo', '', ' x', 'a\nb'],
  serial: [0, 5, -1, 1.5, '1', 2 ** 53],
  date: ['2026-01-31T23:59:59Z', '2026-13-31T23:59:59Z', '2026-01-31'],
  expires: ['2026-01-31T23:59:59Z', null],
  scheme: ['debian', 'semver', 'rpm'],
  architectures: [['amd64'], [], ['x86_64', 'all'], ['AMD'], 'amd64'],
  digest: ['sha256', 'md5'],
  packages: [0, 3, true],
  triggers: [
    [],
    [{ name: 'ldconfig', paths: ['usr/lib/'], command: ['/sbin/ldconfig'] }],
    [{ name: 'ldconfig', paths: [], command: ['/sbin/ldconfig'] }],
    [{ name: 'ldconfig', paths: ['usr/lib'], command: ['ldconfig'] }],
    [{ name: 'ldconfig', paths: ['usr/lib'], command: [] }],
    [{ name: 'ldconfig', paths: ['/usr/lib'], command: ['/sbin/ldconfig', ''] }],
    [{ name: 'ldconfig', paths: ['usr/lib'], command: ['/sbin/ldconfig', '-X'], when: 'now' }],
  ],
};

const TAIL = {
  end: ['spm-index/1', ''],
  packages: [0, -1],
  sha256: [SHA256, 'A'.repeat(64), 'a'],
};

const ENTRY = {
  name: ['web', 'g++', '', '-x', 'a b', 1],
  version: ['1.0', '', 1],
  architecture: ['amd64', 'all', '64'],
  kind: ['package', 'abstract', 'group', 'normal'],
  standard: ['open-jdk', ''],
  summary: ['A web server', '', 'two\nlines'],
  description: ['many\nlines', ''],
  licence: ['MIT', 1],
  homepage: ['https://example.org', ''],
  essential: [true, 'yes'],
  group: ['servers', 'a/b'],
  parallel: ['1', ''],
  depends: [[], ['a | b'], [''], 'a', [1]],
  recommends: [['a'], {}],
  conflicts: [['a'], null],
  provides: [['a =1'], [null]],
  replaces: [['a'], 'a'],
  pac: [
    { url: 'pool/web.pac', size: 1, sha256: SHA256 },
    { url: 'pool/web.pac', size: 1 },
    { url: '', size: 1, sha256: SHA256 },
    { url: 'x', size: -1, sha256: SHA256 },
    { url: 'x', size: 1, sha256: SHA256, md5: 'x' },
  ],
  'installed-size': [0, 4096, 0.5],
  config: [['etc/web.conf'], ['/etc'], ['etc//x'], ['a/../b'], ['.'], ['..x', 'a/.b'], ['a/']],
  modes: [
    [{ path: 'a' }],
    [{ path: 'a', mode: '4755', owner: 'root', group: '0', capabilities: 'cap_net_raw+ep' }],
    [{ mode: '755' }],
    [{ path: 'a', mode: '9' }],
    [{ path: 'a', mode: 755 }],
    [{ path: 'a', owner: 'a b' }],
  ],
  files: [[], ['a', 'b/c'], 'a'],
  build: [
    { source: 'x' },
    { source: 'x', commit: 'c', options: { a: true, b: 1, c: 'x' } },
    { source: 'x', options: { a: null } },
    { source: 'x', options: { a: Infinity } },
    { commit: 'c' },
  ],
  integration: [
    { commands: ['opt/web/cmd/web'], path: ['/opt/web/bin'], libraries: ['/opt/web/lib'] },
    { links: { 'usr/local/share/web': '/opt/web/doc' }, environment: { WEB_HOME: '/opt/web' } },
    { menu: { 'web.desktop': 'x\ny' }, services: { 'web.service': 'x' }, certificates: { 'ca.pem': 'x' } },
    { links: { '../etc': 'x' } },
    { links: { a: '' } },
    { path: ['/opt/../etc'] },
    { path: ['/opt/a:b'] },
    { path: ['/opt/a\n'] },
    { environment: { '1A': 'x' } },
    { environment: { A: 'x\ny' } },
    { menu: { '../x.desktop': 'x' } },
    { services: { x: '' } },
    { unknown: [] },
  ],
  published: ['2026-01-31T23:59:59Z', 0],
};

/** Objects with every subset of keys; mostly right values, so that the rare wrong one decides. */
function objectsOf(
  fields: Readonly<Record<string, readonly unknown[]>>,
  required: readonly string[],
): fc.Arbitrary<unknown> {
  const arbitraries = Object.fromEntries(
    Object.entries(fields).map(([key, [right, ...others]]) => [
      key,
      fc.oneof(
        { weight: 60, arbitrary: fc.constant(right) },
        { weight: 1, arbitrary: fc.constantFrom(right, ...others) },
      ),
    ]),
  );
  const complete = fc.record(arbitraries, { requiredKeys: [...required], noNullPrototype: true });
  const extra = fc.oneof(
    { weight: 60, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.constant({ unknown: 1 }) },
  );
  const partial = fc.record(arbitraries, { requiredKeys: [], noNullPrototype: true });
  const object = fc.oneof({ weight: 9, arbitrary: complete }, { weight: 1, arbitrary: partial });
  return fc.oneof(
    { weight: 30, arbitrary: fc.tuple(object, extra).map(([a, b]) => ({ ...a, ...b })) },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
}

for (const [title, fields, shape, schema] of [
  ['head', HEAD, headShape, headSchema],
  ['tail', TAIL, tailShape, tailSchema],
  ['entry', ENTRY, entryShape, entrySchema],
] as const) {
  const required = Object.keys(fields).filter(
    (key) => !schema.safeParse({}).success && isRequired(key, fields, shape),
  );

  test(`the check of a ${title} and its schema accept the same`, () => {
    const seen = { right: 0, wrong: 0 };
    fc.assert(
      fc.property(objectsOf(fields, required), (value) => {
        const accepted = shape(value) === undefined;
        assert.equal(accepted, schema.safeParse(value).success, JSON.stringify(value));
        seen[accepted ? 'right' : 'wrong']++;
      }),
      { numRuns: 2000 },
    );
    assert.ok(seen.right > 100 && seen.wrong > 100, `both outcomes are exercised: ${JSON.stringify(seen)}`);
  });
}

/** Whether an object of right values is refused without the key. */
function isRequired(
  key: string,
  fields: Readonly<Record<string, readonly unknown[]>>,
  shape: (value: unknown) => unknown,
): boolean {
  const right = Object.entries(fields).filter(([name]) => name !== key && name !== 'standard');
  return shape(Object.fromEntries(right.map(([name, [value]]) => [name, value]))) !== undefined;
}
