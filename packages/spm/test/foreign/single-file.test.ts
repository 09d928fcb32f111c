import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { temporaryDirectory } from '@mpkg/testkit';

import { contentsOf, converted, entriesOf, unpack } from './conversion.ts';
import { zipOf } from './zips.ts';

/** An ELF header for a machine, in one byte order. */
function elf(machine: number, marks = ''): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  header.write(marks, 8, 'latin1');
  header.writeUInt16LE(machine, 18);
  return header;
}

const MANIFEST =
  'Manifest-Version: 1.0\r\nMain-Class: org.example.Ma\r\n in\r\nImplementation-Version: 2.1\r\n\r\nName: x\r\n';

describe('a program in one file', () => {
  const programs = [
    ['kubectl', elf(62), { name: 'kubectl', architecture: 'amd64' }],
    ['tool', elf(183), { name: 'tool', architecture: 'arm64' }],
    ['run.sh', Buffer.from('#!/bin/sh\n'), { name: 'run.sh', architecture: 'all' }],
    ['Editor.AppImage', elf(62, 'AI\x02'), { name: 'Editor', architecture: 'amd64' }],
    [
      'Editor-2.1-x86_64.AppImage',
      elf(62, 'AI\x02'),
      { name: 'Editor', version: '2.1', architecture: 'amd64' },
    ],
    ['tool_linux_amd64', elf(62), { name: 'tool', architecture: 'amd64' }],
  ] as const;
  for (const [file, bytes, facts] of programs) {
    test(`${file} becomes bin/${facts.name}`, async () => {
      using directory = temporaryDirectory();
      const result = await converted({ directory: directory.path, bytes, name: file });
      assert.deepEqual(await entriesOf(result), ['dir bin', `exec bin/${facts.name}`]);
      assert.deepEqual(result.facts, { ...facts, roles: ['program'] });
      assert.equal((await contentsOf(result))[`bin/${facts.name}`], bytes.toString('latin1'));
    });
  }

  test('has the name and prefix that the user gives', async () => {
    using directory = temporaryDirectory();
    const layout = { name: 'k', prefix: 'usr/local' };
    const result = await converted({ directory: directory.path, bytes: elf(62), name: 'kubectl', layout });
    assert.deepEqual((await entriesOf(result)).at(-1), 'exec usr/local/bin/k');
  });
});

describe('a jar', () => {
  const withMain = zipOf([{ name: 'META-INF/MANIFEST.MF', content: MANIFEST }]);
  const unfilled = zipOf([{ name: 'META-INF/MANIFEST.MF', content: MANIFEST.replace('2.1', '${version}') }]);
  const without = zipOf([{ name: 'a.class', content: 'x' }]);
  const jars = [
    ['app.jar', withMain, 'app', ['program', 'library'], '2.1'],
    ['app-uber.jar', withMain, 'app', ['program'], '2.1'],
    ['commons.jar', without, 'commons', ['library'], undefined],
    ['commons-1.4.jar', without, 'commons', ['library'], '1.4'],
    ['app-2.1.jar', withMain, 'app', ['program', 'library'], '2.1'],
    ['app-2.0-uber.jar', withMain, 'app', ['program'], '2.1'],
    ['app-2.0-uber.jar', unfilled, 'app', ['program'], '2.0'],
  ] as const;
  for (const [file, bytes, name, roles, version] of jars) {
    test(`${file} yields ${roles.join(' and ')}`, async () => {
      using directory = temporaryDirectory();
      const result = await converted({ directory: directory.path, bytes, name: file });
      const program = roles[0] === 'program' ? ['dir bin', `exec bin/${name}`] : [];
      assert.deepEqual(await entriesOf(result), [
        ...program,
        'dir lib',
        'dir lib/java',
        `file lib/java/${name}.jar`,
      ]);
      assert.deepEqual(result.facts, { name, ...(version && { version }), architecture: 'all', roles });
    });
  }

  test('is run from wherever it lies, also through a link', async () => {
    using directory = temporaryDirectory();
    const tree = join(directory.path, 'a prefix');
    await unpack(await converted({ directory: directory.path, bytes: withMain, name: 'app.jar' }), tree);
    const tools = join(directory.path, 'tools');
    mkdirSync(tools);
    writeFileSync(join(tools, 'java'), '#!/bin/sh\nprintf "%s|" "$@"\n');
    chmodSync(join(tools, 'java'), 0o755);
    symlinkSync(join(tree, 'bin/app'), join(tools, 'app'));
    const env = { PATH: `${tools}:${process.env['PATH']}` };
    const said = execFileSync(join(tools, 'app'), ['one', 'two words'], { env, encoding: 'utf8' });
    assert.equal(said, `-jar|${tree}/bin/../lib/java/app.jar|one|two words|`);
  });
});
