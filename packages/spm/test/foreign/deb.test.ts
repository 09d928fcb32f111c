import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { buildTree, fingerprint, temporaryDirectory } from '@mpkg/testkit';

import { ArtifactCache } from '../../src/artifacts/cache.ts';
import { findConversion } from '../../src/foreign/conversions.ts';
import { debOf, has, type Compression, type TarSpec } from './archives.ts';
import { converted, entriesOf, sha256, unpack } from './conversion.ts';

const NO_DPKG = !has('dpkg-deb') && 'dpkg-deb is missing';

const COMPRESSOR: Readonly<Record<Compression, string>> = {
  none: 'true',
  gz: 'true',
  zst: 'true',
  xz: 'xz',
  bz2: 'bzip2',
  lzma: 'xz',
};

const DATA: readonly TarSpec[] = [
  { name: './', type: 'directory' },
  { name: './usr/', type: 'directory' },
  { name: './usr/bin/', type: 'directory' },
  { name: './usr/bin/tool', content: '#!/bin/sh\n', mode: 0o755 },
  { name: './usr/bin/alias', type: 'symlink', linkname: 'tool' },
  { name: './usr/bin/twin', type: 'link', linkname: './usr/bin/tool', mode: 0o755 },
  { name: './usr/bin/elevated', content: 'x', mode: 0o4755 },
  { name: './etc/', type: 'directory' },
  { name: './etc/sample.conf', content: 'a = 1\n' },
  { name: './var/spool/sample/', type: 'directory', mode: 0o1777 },
  { name: './var/mail', content: '', uid: 8, gid: 8, uname: 'mail', gname: 'mail', mode: 0o660 },
  { name: './lib/x', content: 'not moved to usr/lib' },
];

describe('a Debian package', () => {
  test('becomes a data-only pac in packing order, hard links copied, paths as they are', async () => {
    using directory = temporaryDirectory();
    const result = await converted({ directory: directory.path, bytes: await debOf({ data: DATA }) });
    assert.deepEqual(await entriesOf(result), [
      'dir etc',
      'file etc/sample.conf',
      'dir lib',
      'file lib/x',
      'dir usr',
      'dir usr/bin',
      'link usr/bin/alias',
      'exec usr/bin/elevated',
      'exec usr/bin/tool',
      'exec usr/bin/twin',
      'dir var',
      'file var/mail',
      'dir var/spool',
      'dir var/spool/sample',
    ]);
    const tree = join(directory.path, 'tree');
    await unpack(result, tree);
    assert.equal(readFileSync(join(tree, 'usr/bin/twin'), 'latin1'), '#!/bin/sh\n');
    assert.equal(sha256(readFileSync(result.pac)), result.sha256);
    assert.equal(readFileSync(result.pac).length, result.size);
  });

  test('gives what a pac cannot store as a modes table', async () => {
    using directory = temporaryDirectory();
    const { modes } = await converted({ directory: directory.path, bytes: await debOf({ data: DATA }) });
    assert.deepEqual(Object.fromEntries(modes), {
      'usr/bin/elevated': { mode: 0o4755 },
      'var/spool/sample': { mode: 0o1777 },
      'var/mail': { mode: 0o660, owner: 8, group: 8 },
    });
  });

  test('gives configuration, scripts and an index entry from its control archive', async () => {
    using directory = temporaryDirectory();
    const control = {
      conffiles: '/etc/sample.conf\nremove-on-upgrade /etc/old.conf\n',
      postinst: '#!/bin/sh\nexit 0\n',
      triggers: 'activate ldconfig\n',
      md5sums: '',
    };
    const result = await converted({
      directory: directory.path,
      bytes: await debOf({ data: DATA, control }),
    });
    assert.deepEqual(result.configPaths, ['etc/sample.conf']);
    assert.deepEqual(result.scripts, [
      { name: 'postinst', content: control.postinst },
      { name: 'triggers', content: control.triggers },
    ]);
    assert.equal(result.facts.version, '1.2-3');
    assert.deepEqual(result.facts.record?.depends, ['libc6 (>= 2.36)']);
  });

  test('is converted to the same bytes anywhere, and only once in a cache', async () => {
    using directory = temporaryDirectory();
    const bytes = await debOf({ data: DATA, control: { postinst: '\xff' } });
    const one = new ArtifactCache(join(directory.path, 'one'));
    const input = { sha256: sha256(bytes), name: 'sample.deb' };
    const first = await converted({ directory: directory.path, bytes, cache: one });
    const other = await converted({
      directory: directory.path,
      bytes: await debOf({
        data: DATA.toReversed().toSorted((a) => (a.type === 'link' ? 1 : -1)),
        compression: 'none',
      }),
    });
    assert.equal(other.sha256, first.sha256);
    const { facts: _, ...found } = findConversion(one, input) ?? assert.fail();
    const { facts: __, ...made } = first;
    assert.deepEqual(found, made);
    writeFileSync(first.pac, 'cut');
    assert.equal(findConversion(one, input), undefined);
  });

  for (const compression of ['none', 'gz', 'zst', 'xz', 'bz2', 'lzma'] as const) {
    const skip = !has(COMPRESSOR[compression]) && `${COMPRESSOR[compression]} is missing`;
    test(`is read with its data archive stored as ${compression}`, { skip }, async () => {
      using directory = temporaryDirectory();
      // Incompressible and large enough that a program beside this process decompresses it.
      const noise = Buffer.from(Array.from({ length: 30_000 }, (_, at) => Math.sin(at).toString()).join());
      const data = [{ name: './noise', content: noise }];
      const controlCompression = compression === 'bz2' || compression === 'lzma' ? 'gz' : compression;
      const bytes = await debOf({ data, compression, controlCompression });
      const result = await converted({ directory: directory.path, bytes });
      await unpack(result, join(directory.path, 'tree'));
      assert.ok(readFileSync(join(directory.path, 'tree/noise')).equals(noise));
    });
  }

  test('unpacks to the tree that dpkg-deb makes of it', { skip: NO_DPKG }, async () => {
    using directory = temporaryDirectory();
    const source = join(directory.path, 'source');
    buildTree(source, {
      'DEBIAN/control': `Package: sample\nVersion: 1\nArchitecture: all\nMaintainer: a <a@example.org>\nDescription: x\n`,
      'DEBIAN/postinst': { exec: '#!/bin/sh\n' },
      'usr/share/doc/sample/caf\u00e9 \u2713': 'text',
      'usr/bin/run': { exec: Buffer.alloc(3_000_000, 'ab') },
      'usr/bin/drop': { file: 'x', mode: 0o2755 },
      'usr/lib/link': { link: '../../etc' },
      'usr/lib/empty': { dir: {} },
      [`usr/share/${'n'.repeat(180)}/${'m'.repeat(200)}`]: 'a name that takes a long header',
      'etc/secret': { file: 'x', mode: 0o600 },
    });
    const deb = join(directory.path, 'built.deb');
    execFileSync('dpkg-deb', ['--root-owner-group', '-b', source, deb], { stdio: 'ignore' });
    const result = await converted({ directory: directory.path, bytes: readFileSync(deb) });
    await unpack(result, join(directory.path, 'ours'));
    mkdirSync(join(directory.path, 'theirs'));
    execFileSync('dpkg-deb', ['-x', deb, join(directory.path, 'theirs')]);
    assert.deepEqual(fingerprint(join(directory.path, 'ours')), fingerprint(join(directory.path, 'theirs')));
  });
});
