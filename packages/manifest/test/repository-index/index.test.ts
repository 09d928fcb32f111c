import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { IndexReader, ManifestError, writeIndex } from '../../src/index.ts';
import type { IndexEntry, IndexHead } from '../../src/index.ts';
import { HEAD, entry } from './sample.ts';

function write(entries: readonly IndexEntry[], head = HEAD): string {
  return [...writeIndex(head, entries, createHash('sha256'))].join('');
}

function read(text: string): { head: IndexHead; entries: IndexEntry[] } {
  const reader = new IndexReader(createHash('sha256'));
  const entries = text
    .split('\n')
    .slice(0, -1)
    .map((line) => reader.read(line))
    .filter((value) => value !== undefined);
  reader.end();
  return { head: reader.head, entries };
}

const FULL = entry({
  description: 'Serves pages.\n\nMany of them.',
  licence: 'BSD-2-Clause',
  homepage: 'https://example.org/web',
  essential: true,
  group: 'servers',
  parallel: '1',
  depends: ['libc6 >=2.34 | musl', 'ssl:amd64 >=3 <4~'],
  recommends: ['web-doc'],
  conflicts: ['httpd <1'],
  provides: ['httpd =2.4', 'www'],
  replaces: ['old-web'],
  installedSize: 4096,
  config: ['etc/web.conf'],
  modes: [
    {
      path: 'usr/sbin/web',
      mode: '4755',
      owner: 'root',
      group: 'www-data',
      capabilities: 'cap_net_bind_service+ep',
    },
  ],
  files: ['etc/web.conf', 'usr/sbin/web'],
  build: {
    source: 'https://example.org/web.git',
    commit: 'c0ffee',
    options: { ssl: true, jobs: 4, log: 'json' },
  },
  integration: {
    commands: ['opt/web/cmd/web'],
    links: { 'usr/local/share/web': '/opt/web/doc' },
    path: ['/opt/web/bin'],
    environment: { WEB_HOME: '/opt/web' },
    libraries: ['/opt/web/lib'],
    menu: { 'web.desktop': '[Desktop Entry]\n' },
    services: { 'web.service': '[Service]\n' },
    certificates: { 'ca.pem': '-----BEGIN CERTIFICATE-----\n' },
  },
  published: '2026-01-30T00:00:00Z',
});

test('what is written is read back, in order', () => {
  const abstract = entry({ name: 'java', kind: 'abstract', standard: 'open-jdk', pac: undefined });
  const group = entry({ name: 'all', kind: 'group', depends: ['web', 'java'], pac: undefined });
  const newer = entry({ version: '1.10', depends: ['java'] });
  const older = entry({ version: '1.9~rc1' });
  const { head, entries } = read(write([newer, FULL, group, older, abstract]));
  assert.deepEqual(head, { ...HEAD, packages: 5 });
  assert.deepEqual(entries, [group, abstract, FULL, older, newer]);
});

test('equal content has equal bytes', () => {
  const a = entry({
    depends: ['b>=1', 'c | d'],
    config: ['b', 'a'],
    integration: { environment: { B: '1', A: '2' }, commands: ['b', 'a'], path: [] },
    modes: [{ path: 'b', mode: '755' }, { path: 'a' }],
  });
  const b = entry({
    depends: ['b >= 1', 'c|d'],
    config: ['a', 'b'],
    integration: { commands: ['a', 'b'], environment: { A: '2', B: '1' } },
    modes: [{ path: 'a' }, { path: 'b', mode: '755' }],
  });
  assert.equal(write([a, entry({ name: 'x' })]), write([entry({ name: 'x' }), b]));
});

test('defaults take no room', () => {
  const [, line] = write([entry({})]).split('\n');
  assert.equal(
    line,
    `{"name":"web","version":"1.0","architecture":"amd64","summary":"A web server","pac":{"url":"pool/web.pac","size":10,"sha256":"${'a'.repeat(64)}"}}`,
  );
});

test('the writer refuses what the reader would', () => {
  assert.throws(() => write([entry({}), entry({})]), { code: 'index-malformed' });
  assert.throws(() => write([entry({ version: 'v1' })]), { code: 'version-invalid' });
  assert.throws(() => write([entry({ depends: ['a >='] })]), { code: 'range-invalid' });
  assert.throws(() => write([entry({ pac: undefined })]), { code: 'index-malformed' });
  assert.throws(() => write([entry({ config: ['/etc/x'] })]), { code: 'index-malformed' });
});

const INTACT = write([entry({ name: 'a' }), entry({ name: 'b', depends: ['a >=1'] })]);

test('a cut-off or altered index is noticed', () => {
  read(INTACT);
  const lines = INTACT.split('\n');
  for (let kept = 1; kept < lines.length - 1; kept++) {
    const cut = `${lines.slice(0, kept).join('\n')}\n`;
    assert.throws(() => read(cut), { code: 'index-truncated' }, `${kept} lines`);
  }
  assert.throws(() => read(''), { code: 'index-truncated' });
  assert.throws(() => read(INTACT.replace('A web server', 'A bad server')), { code: 'index-truncated' });
  assert.throws(() => read(`${lines[0]}\n${lines[1]}\n${lines[3]}\n`), { code: 'index-truncated' });
  assert.throws(() => read(`${INTACT}\n`), { code: 'index-malformed' });
});

/** The line that is altered, what is replaced in it and by what, and the text that the error points at. */
const FAULTS: readonly (readonly [line: number, before: string, after: string, at: string])[] = [
  [1, 'spm-index/1', 'spm-index/2', '"spm-index/2"'],
  [1, '"scheme":"debian"', '"scheme":"rpm"', '"rpm"'],
  [1, '"triggers":[{', '"triggers":[{"when":1,', '"when"'],
  [3, '"name":"b"', '"name":"-b"', '"-b"'],
  [3, '"name":"b"', '"name":"a"', '{'],
  [3, '"name":"b",', '', '{'],
  [3, '"name":"b"', '"name":"b","colour":1', '"colour"'],
  [3, '"1.0"', '"v1"', 'v1'],
  [3, '"depends":["a >=1"]', '"depend":["a >=1"]', '"depend"'],
  [3, '"depends":["a >=1"]', '"depends":["a", "b >="]', '"]'],
  [3, '"depends":["a >=1"]', '"provides":["a >=1"]', '"a >=1"'],
  [3, '"depends":["a >=1"]', '"depends":{}', '{}'],
  [3, '"depends":["a >=1"]', '"depends":[a]', 'a]'],
  [3, '"depends":["a >=1"]', '"depends":["a",]', '{'],
  [3, '"depends":["a >=1"]', '"kind":"group"', '"pac"'],
  [3, '"depends":["a >=1"]', '"standard":"a"', '"standard"'],
  [3, '"depends":["a >=1"]', '"config":["../etc"]', '"../etc"'],
  [3, '"depends":["a >=1"]', '"published":"yesterday"', '"yesterday"'],
  [3, '"depends":["a >=1"]', '"integration":{"path":["/opt/$x"]}', '"/opt/$x"'],
  [3, '"depends":["a >=1"]', '"integration":{"paths":[]}', '"paths"'],
];

test('a malformed line is refused with its line and column', () => {
  for (const [line, before, after, at] of FAULTS) {
    const lines = INTACT.split('\n');
    const altered = lines[line - 1]!.replace(before, after);
    assert.throws(
      () => read(lines.with(line - 1, altered).join('\n')),
      (error) => {
        assert.ok(error instanceof ManifestError, String(error));
        assert.equal(error.code, 'index-malformed', after);
        assert.deepEqual(error.position, { line, column: altered.indexOf(at) + 1 }, error.message);
        return true;
      },
    );
  }
});

test('a wrong key is told which was meant', () => {
  assert.throws(() => read(INTACT.replace('"depends"', '"depnds"')), { hint: 'write `depends`' });
});

const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'b-c', 'b.c', 'B', '0'), { minLength: 1 });
const versions = fc.uniqueArray(fc.constantFrom('1', '1.0', '1.00', '1~', '1:0', '2'), { minLength: 1 });

test('any order of entries gives the same index, which reads back', () => {
  fc.assert(
    fc.property(names, versions, fc.infiniteStream(fc.nat()), (allNames, allVersions, random) => {
      const entries = allNames.flatMap((name) => allVersions.map((version) => entry({ name, version })));
      const shuffled = entries
        .map((value) => ({ value, key: random.next().value }))
        .sort((a, b) => a.key - b.key)
        .map(({ value }) => value);
      assert.equal(write(shuffled), write(entries));
      assert.equal(read(write(entries)).entries.length, entries.length);
    }),
    { numRuns: 50 },
  );
});
