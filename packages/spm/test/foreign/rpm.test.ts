import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { buildTree, fingerprint, temporaryDirectory } from '@mpkg/testkit';

import { SpmError, type SpmErrorCode } from '../../src/errors.ts';
import { compressed, has } from './archives.ts';
import { contentsOf, converted, entriesOf, unpack } from './conversion.ts';
import { cpioOf, NAME_TAGS, rpmOf, type CpioSpec, type Tags } from './rpms.ts';

const NO_RPMBUILD = !has('rpmbuild') && 'rpmbuild is missing';

const DIRECTORY = 0o040_755;
const FILE = 0o100_644;
const PROGRAM = 0o100_755;
const LINK = 0o120_777;

const MEMBERS: readonly CpioSpec[] = [
  { name: './usr/bin', mode: DIRECTORY },
  { name: './usr/bin/one', mode: PROGRAM, inode: 50, links: 2 },
  { name: './usr/bin/two', mode: PROGRAM, inode: 50, links: 2, content: '#!/bin/sh\n' },
  { name: './usr/bin/alias', mode: LINK, content: 'one' },
  { name: './etc/sample.conf', mode: 0o100_640, content: 'a = 1\n' },
  { name: './etc/empty', mode: FILE },
];

/** What a header says of `etc/sample.conf` and `usr/bin/one`. */
const FILES: Tags = {
  1037: [1, 0],
  1039: ['root', 'root'],
  1040: ['sample', 'root'],
  1116: [0, 1],
  1117: ['sample.conf', 'one'],
  1118: ['/etc/', '/usr/bin/'],
  5010: ['', '= cap_net_raw+ep'],
};

describe('an rpm package', () => {
  test('becomes a data-only pac; owners, configuration, capabilities and scripts come from the header', async () => {
    using directory = temporaryDirectory();
    const tags: Tags = {
      ...NAME_TAGS,
      ...FILES,
      1003: [2],
      1024: 'exit 0',
      1086: '/bin/sh',
      1151: 'x()',
      1153: '<lua>',
    };
    const bytes = rpmOf(compressed(cpioOf(MEMBERS), 'zst'), tags);
    const result = await converted({ directory: directory.path, bytes, name: 'sample.rpm' });
    assert.deepEqual(await entriesOf(result), [
      'dir etc',
      'file etc/empty',
      'file etc/sample.conf',
      'dir usr',
      'dir usr/bin',
      'link usr/bin/alias',
      'exec usr/bin/one',
      'exec usr/bin/two',
    ]);
    assert.deepEqual(await contentsOf(result), {
      'etc/empty': '',
      'etc/sample.conf': 'a = 1\n',
      'usr/bin/alias': 'one',
      'usr/bin/one': '#!/bin/sh\n',
      'usr/bin/two': '#!/bin/sh\n',
    });
    assert.deepEqual(Object.fromEntries(result.modes), {
      'etc/sample.conf': { mode: 0o640, group: 'sample' },
      'usr/bin/one': { capabilities: 'cap_net_raw+ep' },
    });
    assert.deepEqual(result.configPaths, ['etc/sample.conf']);
    assert.deepEqual(result.scripts, [
      { name: 'pretrans', content: '#!<lua>\nx()' },
      { name: 'postinst', content: '#!/bin/sh\nexit 0' },
    ]);
    assert.deepEqual(
      result.warnings.map(({ code, subject }) => [code, subject]),
      [['script-embedded', 'pretrans']],
    );
    const { name, version, architecture } = result.facts;
    assert.deepEqual([name, version, architecture], ['sample', '2:1.2-3', 'amd64']);
  });

  test('unpacks to the tree that rpmbuild packed', { skip: NO_RPMBUILD }, async () => {
    using directory = temporaryDirectory();
    const source = join(directory.path, 'source');
    buildTree(source, {
      'usr/bin/run': { exec: Buffer.alloc(500_000, 'ab') },
      'usr/share/caf\u00e9': 'text',
      'usr/lib/link': { link: '../bin/run' },
      'usr/lib/empty': { dir: {} },
      'etc/secret': { file: 'x', mode: 0o600 },
    });
    const spec = join(directory.path, 'sample.spec');
    writeFileSync(
      spec,
      `Name: sample\nVersion: 1\nRelease: 1\nSummary: x\nLicense: MIT\nBuildArch: noarch\n%description\nx\n` +
        `%install\ncp -a ${source}/. %{buildroot}\n%files\n%defattr(-,root,root)\n/usr\n/etc\n%config /etc/secret\n%post\ntrue\n`,
    );
    const define = ['--define', `_topdir ${directory.path}/top`, '--define', '_build_id_links none'];
    execFileSync('rpmbuild', ['-bb', ...define, spec], { stdio: 'ignore' });
    const bytes = readFileSync(join(directory.path, 'top/RPMS/noarch/sample-1-1.noarch.rpm'));
    const result = await converted({ directory: directory.path, bytes, name: 'sample.rpm' });
    await unpack(result, join(directory.path, 'tree'));
    assert.deepEqual(fingerprint(join(directory.path, 'tree')), fingerprint(source));
    assert.deepEqual(
      [result.configPaths, result.scripts.map(({ name }) => name)],
      [['etc/secret'], ['postinst']],
    );
  });

  const HUGE = cpioOf([{ name: './a', mode: FILE, content: 'x'.repeat(5_000_000) }]);
  const good = cpioOf([{ name: './a', mode: FILE, content: 'x' }]);
  const REFUSALS: Readonly<Record<string, readonly [SpmErrorCode, Buffer]>> = {
    'a path upwards': ['path-denied', rpmOf(cpioOf([{ name: './../a', mode: FILE }]))],
    'a file below a link': [
      'package-malformed',
      rpmOf(
        cpioOf([
          { name: './a', mode: LINK, content: '/etc' },
          { name: './a/b', mode: FILE },
        ]),
      ),
    ],
    'the same path twice': [
      'package-malformed',
      rpmOf(
        cpioOf([
          { name: './a', mode: FILE },
          { name: 'a', mode: FILE },
        ]),
      ),
    ],
    'a device': ['entry-unsupported', rpmOf(cpioOf([{ name: './a', mode: 0o020_644 }]))],
    'a payload that is cut': ['package-malformed', rpmOf(good.subarray(0, 150))],
    'a payload of noise': ['package-malformed', rpmOf(Buffer.alloc(500, 'x'))],
    'a payload beyond the limit': ['size-limit', rpmOf(compressed(HUGE, 'zst'))],
    'a stream that is cut': ['stream-corrupt', rpmOf(compressed(cpioOf(MEMBERS), 'gz').subarray(0, -4))],
    'a header that is cut': ['package-malformed', rpmOf(good).subarray(0, 130)],
    'a header without a name': ['package-malformed', rpmOf(good, { 1001: '1' })],
    'a name that is no text': ['package-malformed', rpmOf(good, { ...NAME_TAGS, 1000: [1] })],
  };
  for (const [what, [code, bytes]] of Object.entries(REFUSALS)) {
    test(`is refused for ${what}`, async () => {
      using directory = temporaryDirectory();
      await assert.rejects(
        converted({ directory: directory.path, bytes, name: 'sample.rpm', limit: 1_000_000 }),
        (error) => {
          assert.ok(error instanceof SpmError, String(error));
          assert.equal(error.code, code, error.message);
          return true;
        },
      );
    });
  }
});
