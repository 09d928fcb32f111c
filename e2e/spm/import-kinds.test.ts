// Files that no distribution made: archives, single programs, jars. Each is imported, listed, verified and taken back.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { compressed, has, tarOf, type TarSpec } from '../../packages/spm/test/foreign/archives.ts';
import { zipOf } from '../../packages/spm/test/foreign/zips.ts';
import { SpmRoot } from '../support/spm-root.ts';

/** A library among programs is no library for others: nothing is provided but the archive's own name. */
const BINARIES = [
  { name: 'bin/tool', content: '#!/bin/sh\necho tool\n', mode: 0o100_755 },
  { name: 'lib/libtool.so', content: '\x7fELF', mode: 0o100_644 },
];
const MEMBERS: readonly TarSpec[] = BINARIES.map(({ mode, ...member }) => ({
  ...member,
  mode: mode & 0o7777,
}));
const MANIFEST = 'Manifest-Version: 1.0\nImplementation-Version: 2.5\n';
const MAIN = `${MANIFEST}Main-Class: demo.Main\n`;

function jarOf(manifest: string): Buffer {
  return zipOf([{ name: 'META-INF/MANIFEST.MF', content: manifest }]);
}

interface Imported {
  readonly file: string;
  readonly content: () => Promise<Buffer> | Buffer;
  /** A program of the system that is needed. */
  readonly program?: string;
  readonly installed: string;
  readonly files: readonly string[];
}

const FILES_OF_BINARIES = ['/bin/tool', '/lib/libtool.so'];

const IMPORTED: readonly Imported[] = [
  { file: 'tool.zip', content: () => zipOf(BINARIES), installed: 'tool 0', files: FILES_OF_BINARIES },
  ...(['gz', 'xz', 'zst', 'bz2'] as const).map((compression): Imported => ({
    file: `tool.tar.${compression}`,
    content: async () => compressed(await tarOf(MEMBERS), compression),
    ...(compression === 'xz' && { program: 'xz' }),
    ...(compression === 'bz2' && { program: 'bzip2' }),
    installed: 'tool 0',
    files: FILES_OF_BINARIES,
  })),
  {
    file: 'program',
    content: () => Buffer.from('#!/bin/sh\n'),
    installed: 'program 0',
    files: ['/bin/program'],
  },
  {
    file: 'tool-1.2-bin.zip',
    content: () => zipOf(BINARIES),
    installed: 'tool 1.2',
    files: FILES_OF_BINARIES,
  },
  {
    file: 'other-3.1.jar',
    content: () => jarOf('Manifest-Version: 1.0\n'),
    installed: 'other 3.1',
    files: ['/lib/java/other.jar'],
  },
  { file: 'lib.jar', content: () => jarOf(MANIFEST), installed: 'lib 2.5', files: ['/lib/java/lib.jar'] },
  {
    file: 'app-uber.jar',
    content: () => jarOf(MAIN),
    installed: 'app 2.5',
    files: ['/bin/app', '/lib/java/app.jar'],
  },
];

for (const { file, content, program = 'true', installed, files } of IMPORTED) {
  test(`import ${file}, and take it back`, { skip: !has(program) && `${program} is missing` }, async () => {
    using spm = new SpmRoot();
    const empty = spm.tree();
    const source = path.join(spm.directory.path, file);
    fs.writeFileSync(source, await content());
    const { result } = await spm.ok('import', source);
    assert.equal(result.changes.length, 1);
    assert.deepEqual(await spm.installed(), [installed]);
    const [name = ''] = installed.split(' ');
    assert.deepEqual((await spm.ok('files', name)).result.files.toSorted(), files);
    await spm.ok('verify');
    await spm.ok('undo', '--offline');
    assert.deepEqual(spm.tree(), empty);
  });
}

test('the next version of a file takes the place of the one before', async () => {
  using spm = new SpmRoot();
  for (const version of ['1.2', '1.3']) {
    const file = path.join(spm.directory.path, `tool-${version}.jar`);
    fs.writeFileSync(file, jarOf(`Manifest-Version: 1.0\nMain-Class: demo.Main\nX-Is: ${version}\n`));
    await spm.ok('import', file);
  }
  assert.deepEqual(await spm.installed(), ['tool 1.3']);
  await spm.ok('undo');
  assert.deepEqual(await spm.installed(), ['tool 1.2']);
});
