import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import {
  parseRange,
  parseRequirement,
  printRange,
  printRequirement,
  valueOf,
  parseJsonc,
} from '../../src/index.ts';
import type { SchemeName } from '../../src/index.ts';
import { lintIndex, lintManifest, lintProfile } from '../../src/lint/index.ts';
import { parseManifest, resolveManifest } from '../../src/manifest/index.ts';

const FORMATS = path.resolve(import.meta.dirname, '../../../../docs/formats');

function page(name: string): string {
  return fs.readFileSync(path.join(FORMATS, `${name}.md`), 'utf8');
}

/** The code blocks of a page in one language. */
function blocks(name: string, language: string): readonly string[] {
  return Array.from(page(name).matchAll(/^```(\w+)\n(.*?)^```$/gms))
    .filter(([, of]) => of === language)
    .map(([, , text]) => text ?? '');
}

test('the manifests of the documentation have nothing wrong with them', () => {
  const examples = blocks('manifest', 'jsonc');
  assert.equal(examples.length, 2);
  for (const text of examples) assert.deepEqual(lintManifest(text, 'manifest.md'), []);
  const context = {
    version: '1',
    arch: 'amd64',
    libc: 'musl',
    platform: 'linux',
    profile: 'STATIC',
    options: {},
  } as const;
  assert.deepEqual(resolveManifest(parseManifest(examples[1]!), context).depends.map(printRequirement), [
    'zlib',
    'accel',
    'accel-musl',
    'systemd | openrc',
    'openssl >=3',
  ]);
});

test('the profile of the documentation has nothing wrong with it', () => {
  const [text = ''] = blocks('profile', 'jsonc');
  assert.deepEqual(lintProfile(text, 'profile.md'), []);
  assert.equal((valueOf(parseJsonc(text)) as { packages: unknown[] }).packages.length, 3);
});

test('the index of the documentation is whole and canonical', () => {
  const [text = ''] = blocks('index', 'jsonl');
  const found = lintIndex(text.trimEnd().split('\n'), 'index.md', createHash('sha256'));
  // What lies in another repository is only remarked upon.
  assert.deepEqual([...new Set(found.map(({ code }) => code))], ['name-unknown']);
});

test('the ranges of the documentation mean what it says', () => {
  const rows = Array.from(page('versions').matchAll(/^\| (semver|debian) \| `(.*)` \| `(.*)` \|$/gm));
  assert.ok(rows.length > 10);
  for (const [, scheme, written = '', canonical = ''] of rows) {
    const range = parseRange(written.replaceAll('\\', ''), scheme as SchemeName);
    assert.equal(printRange(range), canonical.replaceAll('\\', ''), written);
  }
});

test('the requirements of the documentation are well-formed', () => {
  const [, section = ''] = page('versions').split('\n## Requirements\n');
  const rows = Array.from(section.matchAll(/^\| `(.*?)` \| /gm));
  assert.ok(rows.length > 5);
  for (const [, text = ''] of rows) parseRequirement(text.replaceAll('\\', ''), 'debian');
});
