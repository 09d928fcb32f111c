import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { buildTree, fingerprint, temporaryDirectory } from '@mpkg/testkit';

import { SpmError, type SpmErrorCode } from '../../src/errors.ts';
import { has } from './archives.ts';
import { contentsOf, converted, entriesOf, unpack } from './conversion.ts';
import { zipOf, type ZipSpec } from './zips.ts';

const NO_ZIP = !has('zip') && 'zip is missing';
const LARGE = 'all work and no play '.repeat(50_000);

describe('a zip archive', () => {
  test('is read: deflated and stored members, directories, links, zip64 fields', async () => {
    using directory = temporaryDirectory();
    const bytes = zipOf([
      { name: 'tool/', mode: 0o040_755 },
      { name: 'tool/large', content: LARGE, mode: 0o100_644 },
      { name: 'tool/stored', content: 'as it is', method: 0, mode: 0o100_600 },
      { name: 'tool/run', content: 'x', mode: 0o100_755, wide: true },
      { name: 'tool/link', content: 'run', mode: 0o120_777 },
      { name: 'empty/' },
    ]);
    const result = await converted({ directory: directory.path, bytes, name: 'tool.zip' });
    assert.deepEqual(await entriesOf(result), [
      'dir empty',
      'dir tool',
      'file tool/large',
      'link tool/link',
      'exec tool/run',
      'file tool/stored',
    ]);
    assert.deepEqual(await contentsOf(result), {
      'tool/large': LARGE,
      'tool/link': 'run',
      'tool/run': 'x',
      'tool/stored': 'as it is',
    });
    assert.deepEqual(result.facts, { name: 'tool', roles: ['program'] });
  });

  test('from a system without modes has programs where the content says so', async () => {
    using directory = temporaryDirectory();
    const bytes = zipOf([
      { name: 'script', content: '#!/bin/sh\n' },
      { name: 'elf', content: '\x7fELF' },
      { name: 'text', content: 'text' },
    ]);
    const result = await converted({ directory: directory.path, bytes, name: 'tool.zip' });
    assert.deepEqual(await entriesOf(result), ['exec elf', 'exec script', 'file text']);
  });

  test('unpacks to the tree that was packed by zip', { skip: NO_ZIP }, async () => {
    using directory = temporaryDirectory();
    const source = join(directory.path, 'source');
    buildTree(source, {
      'bin/run': { exec: Buffer.alloc(400_000, 'ab') },
      'doc/caf\u00e9': 'text',
      'doc/link': { link: '../bin/run' },
      empty: { dir: {} },
    });
    execFileSync('zip', ['-qry', join(directory.path, 'made.zip'), '.'], { cwd: source });
    const bytes = readFileSync(join(directory.path, 'made.zip'));
    const result = await converted({ directory: directory.path, bytes, name: 'tool.zip' });
    await unpack(result, join(directory.path, 'tree'));
    assert.deepEqual(fingerprint(join(directory.path, 'tree')), fingerprint(source));
  });

  const REFUSALS: Readonly<Record<string, readonly [SpmErrorCode, readonly ZipSpec[]]>> = {
    'a path upwards': ['path-denied', [{ name: '../a', content: 'x' }]],
    'an absolute path': ['path-denied', [{ name: '/a', content: 'x' }]],
    'a file below a link': [
      'package-malformed',
      [
        { name: 'a', content: '/etc', mode: 0o120_777 },
        { name: 'a/passwd', content: 'x' },
      ],
    ],
    'the same path twice': ['package-malformed', [{ name: 'a' }, { name: 'a' }]],
    'a device': ['entry-unsupported', [{ name: 'a', mode: 0o020_644 }]],
    encryption: ['entry-unsupported', [{ name: 'a', content: 'x', flags: 1 }]],
    'an unknown method': ['entry-unsupported', [{ name: 'a', content: 'x', method: 14 }]],
    'content longer than it says': ['stream-corrupt', [{ name: 'a', content: 'x'.repeat(100), size: 10 }]],
    'content shorter than it says': ['stream-corrupt', [{ name: 'a', content: 'x', size: 10 }]],
    'content that is not what it says': ['stream-corrupt', [{ name: 'a', content: 'x', crc: 1 }]],
    'content beyond the limit': ['size-limit', [{ name: 'a', content: Buffer.alloc(5_000_000) }]],
    'content beyond the limit in sum': [
      'size-limit',
      [
        { name: 'a', content: Buffer.alloc(700_000) },
        { name: 'b', content: Buffer.alloc(700_000) },
      ],
    ],
  };
  for (const [what, [code, members]] of Object.entries(REFUSALS)) {
    test(`is refused for ${what}`, async () => {
      using directory = temporaryDirectory();
      await assert.rejects(
        converted({ directory: directory.path, bytes: zipOf(members), name: 'x.zip', limit: 1_000_000 }),
        (error) => {
          assert.ok(error instanceof SpmError, String(error));
          assert.equal(error.code, code, error.message);
          return true;
        },
      );
    });
  }

  test('is refused when it is cut anywhere', async () => {
    const whole = zipOf([
      { name: 'a', content: LARGE },
      { name: 'b', content: LARGE },
    ]);
    for (const length of [10, 100, whole.length - 100, whole.length - 30, whole.length - 5]) {
      using directory = temporaryDirectory();
      const bytes = whole.subarray(0, length);
      await assert.rejects(converted({ directory: directory.path, bytes, name: 'x.zip' }), (error) => {
        assert.ok(error instanceof SpmError, String(error));
        assert.equal(error.code, 'package-malformed', error.message);
        return true;
      });
    }
  });
});
