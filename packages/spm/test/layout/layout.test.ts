import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { IndexReader, writeIndex } from '@mpkg/manifest';
import { openPac, textOfBytes } from '@mpkg/mpkg';
import { buildTree, temporaryDirectory, type Tree } from '@mpkg/testkit';

import { ArtifactCache } from '../../src/artifacts/cache.ts';
import type { ConvertedLayout } from '../../src/layout/convert-layout.ts';
import { convertLayoutDirectory } from '../../src/layout/convert-layout-source.ts';
import { parseLayoutName } from '../../src/layout/layout-name.ts';
import { importFile } from '../../src/run/local-build.ts';
import { HELLO } from './hello.ts';

describe('the name of a layout', () => {
  for (const [file, name, architecture, version] of [
    ['hello-amd64-1.0', 'hello', 'amd64', '1.0'],
    ['hello-world-linux_x86_64-1.0-2', 'hello-world', 'amd64', '1.0-2'],
    ['hello-any-2.tar.gz', 'hello', 'all', '2'],
    ['lib-arm64-2-all-3', 'lib-arm64-2', 'all', '3'],
  ] as const) {
    it(`${file} is ${name} ${version} for ${architecture}`, () => {
      assert.deepEqual(parseLayoutName(file), { name, architecture, version });
    });
  }

  it('is no other', () => {
    for (const file of ['hello', 'hello-1.0', 'hello-vax-1.0', 'hello-amd64-latest', '-amd64-1', 'amd64-1']) {
      assert.equal(parseLayoutName(file), undefined, file);
    }
  });
});

interface Place extends Disposable {
  readonly path: string;
  readonly cache: ArtifactCache;
}

function place(): Place {
  const directory = temporaryDirectory();
  const cache = new ArtifactCache(path.join(directory.path, 'cache'));
  return { path: directory.path, cache, [Symbol.dispose]: () => directory[Symbol.dispose]() };
}

async function convert(tree: Tree, name = 'hello-amd64-1.0'): Promise<ConvertedLayout> {
  using at = place();
  const directory = path.join(at.path, name);
  buildTree(directory, tree);
  return await convertLayoutDirectory(at.cache, directory);
}

describe('a layout', () => {
  it('has its facts in the index entry', async () => {
    const { entry } = await convert(HELLO);
    const { name, architecture, version, summary, licence, depends, provides, kind } = entry;
    assert.deepEqual(
      { name, architecture, version, summary, licence, depends, provides, kind },
      {
        name: 'hello',
        architecture: 'amd64',
        version: '1.0',
        summary: 'Says hello',
        licence: 'MIT',
        depends: ['libc >=2.34 | musl', 'sh'],
        provides: ['greeter'],
        kind: 'package',
      },
    );
    assert.deepEqual(entry.config, ['etc/hello.conf', 'var/lib/hello/state']);
    assert.deepEqual(entry.integration, {
      commands: ['opt/hello/cmd/hello', 'opt/hello/cmd/hi'],
      links: { 'usr/local/share/hello': '/opt/hello/doc' },
      path: ['/opt/hello/bin'],
      environment: { HELLO_HOME: '/opt/hello' },
      libraries: ['/opt/hello/bin/lib'],
      menu: {
        'hello.desktop': '[Desktop Entry]\nType=Application\nName=Hello\nExec=/opt/hello/cmd/hello\n',
      },
      services: { 'hello.service': '[Service]\nExecStart=/opt/hello/bin/hello\n' },
      certificates: { 'hello.pem': '-----BEGIN CERTIFICATE-----\n' },
    });
  });

  it('has everything else in the pac, and no facts', async () => {
    using at = place();
    const directory = path.join(at.path, 'hello-amd64-1.0');
    buildTree(directory, HELLO);
    const { entry, pac = '' } = await convertLayoutDirectory(at.cache, directory);
    await using reader = await openPac(pac, { sha256: entry.pac?.sha256 });
    const leaves = [...reader.index].filter(({ kind }) => kind !== 'dir');
    assert.deepEqual(leaves.map((leaf) => textOfBytes(leaf.path)).toSorted(), [
      'etc/hello.conf',
      'opt/hello/LICENSE',
      'opt/hello/bin/hello',
      'opt/hello/bin/lib/libhello.so.1',
      'opt/hello/cmd/hello',
      'opt/hello/cmd/hi',
      'opt/hello/def/conf/hello.conf',
      'opt/hello/def/data/hello/state',
      'opt/hello/def/home/.config/hello/theme',
      'opt/hello/def/home/.hellorc',
      'opt/hello/doc/README',
      'var/lib/hello/state',
    ]);
    assert.deepEqual(entry.files?.toSorted(), leaves.map((leaf) => textOfBytes(leaf.path)).toSorted());
    const command = leaves.find((leaf) => textOfBytes(leaf.path) === 'opt/hello/cmd/hello');
    assert.equal(command?.kind, 'exec');
  });

  it('gives the same archive as a directory and as archives of it', async () => {
    using at = place();
    buildTree(path.join(at.path, 'hello-amd64-1.0'), HELLO);
    const archive = path.join(at.path, 'hello-amd64-1.0.tar.gz');
    execFileSync('tar', ['-C', at.path, '-czf', archive, 'hello-amd64-1.0']);
    const bare = path.join(at.path, 'bare', 'hello-amd64-1.0.tar');
    fs.mkdirSync(path.dirname(bare));
    execFileSync('tar', ['-C', path.join(at.path, 'hello-amd64-1.0'), '-cf', bare, '.']);
    const sources = [path.join(at.path, 'hello-amd64-1.0'), archive, bare];
    const packages = await Promise.all(sources.map((source) => importFile(at.cache, source, 'amd64')));
    const [first, ...others] = packages;
    assert.equal(first?.name, 'hello');
    for (const other of others) assert.deepEqual(other, first);
  });

  it('can be published', async () => {
    const { entry } = await convert(HELLO);
    const head = {
      identity: 'example.org/test',
      serial: 1,
      date: '2026-01-01T00:00:00Z',
      expires: undefined,
      scheme: 'debian',
      architectures: ['amd64'],
      triggers: [],
    } as const;
    const [first = '', line = '', last = ''] = writeIndex(head, [entry], createHash('sha256'));
    const reader = new IndexReader(createHash('sha256'));
    assert.equal(reader.read(first.trimEnd()), undefined);
    assert.deepEqual(reader.read(line.trimEnd())?.integration, entry.integration);
    reader.read(last.trimEnd());
    reader.end();
  });

  it('is a group of what it depends on when it has no files', async () => {
    const { entry, pac } = await convert({ 'dep/depends': 'httpd\njava\n' }, 'web-all-1');
    assert.equal(pac, undefined);
    assert.deepEqual([entry.kind, entry.depends, entry.pac], ['group', ['httpd', 'java'], undefined]);
  });

  it('leaves other archives what they are, whatever they are called', async () => {
    using at = place();
    buildTree(path.join(at.path, 'tree'), {
      'tool-amd64-1.0/bin/tool': { exec: 'x' },
      'tool-amd64-1.0/README': '',
    });
    const archive = path.join(at.path, 'tool-amd64-1.0.tar');
    execFileSync('tar', ['-C', path.join(at.path, 'tree'), '-cf', archive, 'tool-amd64-1.0']);
    const found = await importFile(at.cache, archive, 'amd64');
    assert.deepEqual([found.name, found.version, found.artifact?.kind], ['tool-amd64', '1.0', 'foreign']);
  });
});

describe('a malformed layout', () => {
  for (const [title, tree, code, subject] of [
    ['a stranger at the root', { 'bin/x': 'x', 'src/y': 'y' }, 'package-kind-unknown', undefined],
    ['an unknown fact', { 'ver/colour': 'red' }, 'package-malformed', 'ver/colour'],
    ['an empty fact', { 'ver/summary': ' \n' }, 'package-malformed', 'ver/summary'],
    ['another version', { 'ver/version': '2.0' }, 'package-malformed', 'ver/version'],
    ['an unknown relation', { 'dep/needs': 'x' }, 'package-malformed', 'dep/needs'],
    ['a wrong requirement', { 'dep/depends': 'a\nb >=\n' }, 'package-malformed', 'dep/depends'],
    ['an unknown part of sys', { 'sys/boot': 'x' }, 'package-malformed', 'sys/boot'],
    ['an unknown folder of sys', { 'sys/boot/x': 'x' }, 'package-malformed', 'sys/boot/x'],
    ['a link without target', { 'sys/link': '/usr/x\n' }, 'package-malformed', 'sys/link'],
    ['a wrong variable', { 'sys/env': '1=x\n' }, 'package-malformed', 'sys/env'],
    ['a link that leads upwards', { 'sys/link': '/../x y\n' }, 'package-malformed', undefined],
    ['a directory among commands', { 'cmd/x/y': 'x' }, 'package-malformed', 'cmd/x'],
    ['an unknown default', { 'def/user/x': 'x' }, 'package-malformed', 'def/user'],
    ['a fact that is a link', { 'ver/summary': { link: '/etc/passwd' } }, 'package-malformed', 'ver/summary'],
    [
      'a fact that is no text',
      { 'ver/summary': Buffer.from([0xff, 0xfe]) },
      'package-malformed',
      'ver/summary',
    ],
  ] as const) {
    it(`with ${title} is refused`, async () => {
      await assert.rejects(convert(tree), (error: Error & { code: string; subject?: string }) => {
        assert.equal(error.code, code, error.message);
        if (subject !== undefined) assert.equal(error.subject, subject);
        return true;
      });
    });
  }

  it('with what is no version is refused', async () => {
    await assert.rejects(convert(HELLO, 'hello-amd64-1.0-'), { code: 'package-malformed' });
  });

  it('that is called otherwise is refused', async () => {
    await assert.rejects(convert(HELLO, 'hello'), { code: 'package-kind-unknown' });
  });
});
