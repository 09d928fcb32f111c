import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { temporaryDirectory } from '@mpkg/testkit';

import { SpmError } from '../../src/errors.ts';
import { compressed, has, tarOf, type Compression, type TarSpec } from './archives.ts';
import { contentsOf, converted, entriesOf } from './conversion.ts';

const MEMBERS: readonly TarSpec[] = [
  { name: 'tool-1.0/', type: 'directory', mode: 0o775 },
  {
    name: 'tool-1.0/README',
    content: 'read me',
    mode: 0o664,
    uid: 1000,
    gid: 1000,
    uname: 'packer',
    gname: 'packer',
  },
  { name: 'tool-1.0/bin/tool', content: '#!/bin/sh\n', mode: 0o775, uid: 1000 },
  { name: 'tool-1.0/bin/alias', type: 'symlink', linkname: 'tool' },
];

const FORMS: readonly (readonly [string, Compression, string])[] = [
  ['tool-1.0.tar', 'none', 'true'],
  ['tool-1.0.tar.gz', 'gz', 'true'],
  ['tool-1.0.tgz', 'gz', 'true'],
  ['tool-1.0.tar.zst', 'zst', 'true'],
  ['tool-1.0.tar.xz', 'xz', 'xz'],
  ['tool-1.0.tar.bz2', 'bz2', 'bzip2'],
  ['tool-1.0.tar.lzma', 'lzma', 'xz'],
];

describe('a tar archive', () => {
  for (const [name, compression, program] of FORMS) {
    test(`is read as ${name}`, { skip: !has(program) && `${program} is missing` }, async () => {
      using directory = temporaryDirectory();
      const bytes = compressed(await tarOf(MEMBERS), compression);
      const result = await converted({ directory: directory.path, bytes, name });
      assert.deepEqual(await contentsOf(result), {
        'tool-1.0/README': 'read me',
        'tool-1.0/bin/alias': 'tool',
        'tool-1.0/bin/tool': '#!/bin/sh\n',
      });
      assert.deepEqual(result.facts, { name: 'tool', version: '1.0', roles: ['program'] });
    });
  }

  test('belongs to root and has the usual permissions, whoever packed it; set-id bits are dropped with a warning', async () => {
    using directory = temporaryDirectory();
    const bytes = await tarOf([...MEMBERS, { name: 'tool-1.0/su', content: 'x', mode: 0o4755 }]);
    const { modes, warnings } = await converted({ directory: directory.path, bytes, name: 'tool.tar' });
    assert.equal(modes.size, 0);
    assert.deepEqual(
      warnings.map(({ code, subject }) => [code, subject]),
      [['set-id-dropped', 'tool-1.0/su']],
    );
  });

  test('loses leading names and goes below a prefix when told to', async () => {
    using directory = temporaryDirectory();
    const layout = { strip: 1, prefix: '/opt/tool', name: 'tool' };
    const bytes = await tarOf([
      ...MEMBERS,
      { name: 'tool-1.0/twin', type: 'link', linkname: 'tool-1.0/README' },
    ]);
    const result = await converted({ directory: directory.path, bytes, name: 'x.tar', layout });
    assert.deepEqual(await entriesOf(result), [
      'dir opt',
      'dir opt/tool',
      'file opt/tool/README',
      'file opt/tool/twin',
      'dir opt/tool/bin',
      'link opt/tool/bin/alias',
      'exec opt/tool/bin/tool',
    ]);
    assert.equal(result.facts.name, 'tool');
  });

  test('is converted again for another layout', async () => {
    using directory = temporaryDirectory();
    const bytes = await tarOf(MEMBERS);
    const plain = await converted({ directory: directory.path, bytes, name: 'x.tar' });
    const stripped = await converted({
      directory: directory.path,
      bytes,
      name: 'x.tar',
      layout: { strip: 1 },
    });
    assert.notEqual(plain.sha256, stripped.sha256);
  });

  test('has names that are bytes, and names in pax headers that are text', async () => {
    using directory = temporaryDirectory();
    const long = `caf\u00e9/${'n'.repeat(120)}`;
    const result = await converted({
      directory: directory.path,
      bytes: await tarOf([{ name: long, content: 'x' }]),
      name: 'x.tar',
    });
    assert.deepEqual(await entriesOf(result), [
      `dir ${Buffer.from('caf\u00e9').toString('latin1')}`,
      `file ${Buffer.from(long).toString('latin1')}`,
    ]);
  });

  for (const prefix of ['../up', 'a/../../up']) {
    test(`is not placed below ${prefix}`, async () => {
      using directory = temporaryDirectory();
      const bytes = await tarOf(MEMBERS);
      await assert.rejects(
        converted({ directory: directory.path, bytes, name: 'x.tar', layout: { prefix } }),
        (error) => error instanceof SpmError && error.code === 'path-denied',
      );
    });
  }

  test('is not taken for one by its name alone', async () => {
    using directory = temporaryDirectory();
    await assert.rejects(
      converted({ directory: directory.path, bytes: Buffer.from('neither'), name: 'x.tar.gz' }),
      (error) => error instanceof SpmError && error.code === 'package-kind-unknown' && error.exit === 2,
    );
  });
});
