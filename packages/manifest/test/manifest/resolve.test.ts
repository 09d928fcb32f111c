import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ManifestError, printProvision, printRequirement } from '../../src/index.ts';
import { indexEntryOf, parseManifest, resolveManifest } from '../../src/manifest/index.ts';
import type { ManifestContext } from '../../src/manifest/index.ts';
import { MANIFEST } from './sample.ts';

const manifest = parseManifest(MANIFEST);

const CONTEXT: ManifestContext = {
  version: '1.22.1-9',
  arch: 'amd64',
  libc: 'glibc',
  platform: 'linux',
  profile: 'STABLE-ROLLING',
  options: {},
};

function resolve(changes: Partial<ManifestContext>) {
  return resolveManifest(manifest, { ...CONTEXT, ...changes });
}

function depends(changes: Partial<ManifestContext>): readonly string[] {
  return resolve(changes).depends.map(printRequirement);
}

const BASE = ['zlib >=1.2', 'pcre2 >=10.3 <=10.99'];

test('requisite blocks count where their conditions hold, also inside each other', () => {
  for (const [changes, expected] of [
    [{}, [...BASE, 'accel', 'libc6 >=2.34', 'systemd | openrc', 'openssl >=3 <4~']],
    [{ libc: 'musl' }, [...BASE, 'accel', 'accel-musl', 'systemd | openrc', 'openssl >=3 <4~']],
    [{ arch: 'i386', libc: 'musl', platform: 'bsd' }, [...BASE, 'accel-32', 'openssl >=3 <4~']],
    [{ arch: 'riscv64', libc: 'none', platform: 'none', options: { tls: false } }, BASE],
    [
      { arch: 'x', libc: 'x', platform: 'x', profile: 'BLEEDING', options: { tls: 'false' } },
      [...BASE, 'nightly-tools'],
    ],
    [{ arch: 'x', libc: 'x', platform: 'x', options: { tls: false, workers: '64' } }, [...BASE, 'numa']],
    [{ arch: 'constructor', libc: 'x', platform: 'x', options: { tls: false } }, BASE],
  ] as const) {
    assert.deepEqual(depends(changes), expected, JSON.stringify(changes));
  }
});

test('a segment adds to lists and takes the place of steps', () => {
  const old = resolve({ version: '1.20', arch: 'x', libc: 'x', platform: 'x', options: { tls: false } });
  assert.deepEqual(old.depends.map(printRequirement), [...BASE, 'old-ssl']);
  assert.equal(old.parallel, '1');
  assert.deepEqual(old.provides.map(printProvision), ['httpd =1.1', 'www']);
  assert.equal(old.binary.url, 'https://example.org/nginx/1.20_x.pac');
  assert.equal(old.binary.branch, 'nginx-1.20_x');

  const recent = resolve({});
  assert.equal(recent.parallel, '1.22');
  assert.deepEqual(
    recent.steps.map(({ name, run, directory }) => ({ name, run, directory })),
    [{ name: '1', run: 'make all', directory: '.' }],
  );
  assert.deepEqual(recent.binary, { url: undefined, branch: 'nginx_1.22.1-9-glibc-linux' });
  assert.deepEqual(recent.provides.map(printProvision), ['httpd =1.1', 'www', 'http3']);
  assert.deepEqual(recent.config, ['etc/nginx/nginx.conf', 'etc/nginx/mime.types']);
});

test('options and the machine decide on the steps, which keep their names', () => {
  const names = (changes: Partial<ManifestContext>) =>
    resolve({ version: '1.19', ...changes }).steps.map(({ name }) => name);
  assert.deepEqual(names({}), ['1', 'tls', '4']);
  assert.deepEqual(names({ options: { tls: false } }), ['1', '4']);
  assert.deepEqual(names({ profile: 'STATIC' }), ['1', 'tls', 'make', '4']);
  assert.deepEqual(names({ profile: 'STATIC', arch: 'i386' }), ['1', 'tls', '4']);
  assert.deepEqual(names({ options: { user: 'root' } }), ['1', 'tls']);
  assert.deepEqual(resolve({ version: '1.19', profile: 'STATIC' }).steps[2], {
    name: 'make',
    run: 'make -j4',
    directory: 'objs',
    environment: {
      SPM_OPTION_TLS: 'true',
      SPM_OPTION_LOG: 'text',
      SPM_OPTION_WORKERS: '4',
      SPM_OPTION_USER: 'www-data',
      CC: 'gcc',
    },
  });
});

test('patches have their conditions too', () => {
  assert.deepEqual(resolve({}).patches, [{ file: 'patches/paths.patch', strip: 1 }]);
  assert.deepEqual(resolve({ libc: 'musl' }).patches.at(-1), { file: 'patches/musl.patch', strip: 0 });
});

test('every option is decided: typed, default, or asked for', () => {
  assert.deepEqual(resolve({}).options, { tls: true, log: 'text', workers: 4, user: 'www-data' });
  const typed = resolve({ options: { tls: 'false', log: 'json', workers: '8', user: '' } });
  assert.deepEqual(typed.options, { tls: false, log: 'json', workers: 8, user: '' });

  const open = parseManifest(`{ "name": "a", "summary": "b", "package-options": {
    "x": { "type": "boolean", "question": "Really?" }, "y": { "type": "text", "question": "Which?" } } }`);
  assert.throws(
    () => resolveManifest(open, { ...CONTEXT, options: { y: 'this' } }),
    (error) => {
      assert.ok(error instanceof ManifestError);
      assert.equal(error.exit, 9);
      assert.deepEqual(error.details, { questions: [{ name: 'x', type: 'boolean', question: 'Really?' }] });
      return error.hint === '--option x=VALUE';
    },
  );
});

test('what cannot be resolved has a code', () => {
  for (const [changes, code, hint] of [
    [{ options: { tsl: true } }, 'option-unknown', '--option tls=true'],
    [{ options: { tls: 'maybe' } }, 'option-invalid', undefined],
    [{ options: { log: 'xml' } }, 'option-invalid', undefined],
    [{ options: { workers: '65' } }, 'option-invalid', undefined],
    [{ options: { workers: '' } }, 'option-invalid', undefined],
    [{ version: '2.0' }, 'segment-missing', 'segments: 1.18:1.20, >1.20 <2~'],
    [{ version: 'new' }, 'version-invalid', undefined],
  ] as const) {
    assert.throws(() => resolve(changes), { code, hint }, JSON.stringify(changes));
  }
});

function series(parallel: string, version: string): string | undefined {
  const text = `{ "name": "a", "summary": "b", "parallel": "${parallel}" }`;
  return resolveManifest(parseManifest(text), { ...CONTEXT, version }).parallel;
}

test('parallel versions have a series', () => {
  assert.equal(series('major', '2:3.11.4-1'), '3');
  assert.equal(series('minor', '3.11.4-1'), '3.11');
  assert.equal(series('minor', '3'), '3');
  assert.equal(series('version', '1:3.11~rc1'), '3.11_rc1');
});

test('a resolved and built manifest is an entry of an index', () => {
  const pac = { url: 'pool/nginx.pac', size: 1, sha256: 'a'.repeat(64) };
  const entry = indexEntryOf(resolve({ arch: 'x', libc: 'x', platform: 'x' }), { pac, installedSize: 2 });
  assert.deepEqual(entry.depends, [...BASE, 'openssl >=3 <4~']);
  assert.deepEqual(entry.provides, ['httpd =1.1', 'www', 'http3']);
  assert.equal(entry.parallel, '1.22');
  assert.deepEqual(entry.pac, pac);
  assert.deepEqual(entry.modes, [
    { path: 'usr/sbin/nginx', mode: '0755', capabilities: 'cap_net_bind_service+ep' },
  ]);
  assert.deepEqual(entry.integration, {
    commands: ['usr/sbin/nginx'],
    links: { 'usr/bin/httpd': '../sbin/nginx' },
  });
});

test('the integration of a segment takes the place of the one for all versions', () => {
  assert.deepEqual(resolve({ version: '1.18' }).integration, {
    commands: ['usr/sbin/nginx'],
    environment: { NGINX_HOME: '/srv/nginx' },
    services: { 'nginx.service': '[Service]\nExecStart=/usr/sbin/nginx\n' },
  });
});
