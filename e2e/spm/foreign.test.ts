// A Debian archive built by the test: conversion, configuration, maintainer scripts that are shown and not run, and files of other
// formats that the user brings.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { debOf, tarOf } from '../../packages/spm/test/foreign/archives.ts';
import { suiteFiles } from '../../packages/spm/test/sync/archive.ts';
import { Loopback } from '../../packages/spm/test/transport/loopback.ts';
import { SpmRoot } from '../support/spm-root.ts';

const POSTINST = '#!/bin/sh\ntouch /configured\n';

function control(name: string, version: string, depends = ''): string {
  const fields = [`Package: ${name}`, `Version: ${version}`, 'Architecture: all', `Description: ${name}`];
  return [...fields, ...(depends === '' ? [] : [`Depends: ${depends}`]), ''].join('\n');
}

/** `tool` with configuration, a setuid program and scripts; it needs `base`. */
async function debs(version: string): Promise<ReadonlyMap<string, Buffer>> {
  const tool = await debOf({
    data: [
      { name: './usr/bin/tool', content: `tool ${version}\n`, mode: 0o4755 },
      { name: './usr/bin/alias', type: 'symlink', linkname: 'tool' },
      { name: './etc/tool.conf', content: `version = ${version}\ncolour = blue\nsize = 1\n` },
    ],
    control: {
      control: control('tool', version, 'base (>= 1)'),
      conffiles: '/etc/tool.conf\n',
      postinst: POSTINST,
    },
  });
  const base = await debOf({
    data: [{ name: './usr/lib/base', content: 'base' }],
    control: { control: control('base', '1.0-1') },
  });
  return new Map([
    ['tool', tool],
    ['base', base],
  ]);
}

/** Publishes an edition of the archive. */
async function publish(server: Loopback, version: string): Promise<void> {
  const stanzas = Array.from(await debs(version), ([name, deb]) => {
    const location = `pool/${name}_${name === 'tool' ? version : '1.0-1'}_all.deb`;
    server.put(`/${location}`, deb);
    const sha256 = createHash('sha256').update(deb).digest('hex');
    const text = name === 'tool' ? control('tool', version, 'base (>= 1)') : control('base', '1.0-1');
    return `${text}Filename: ${location}\nSize: ${deb.length}\nSHA256: ${sha256}\nInstalled-Size: 4\n`;
  });
  const date = new Date(Date.UTC(2026, 0, Number(version[0]))).toUTCString().replace('GMT', 'UTC');
  const indexes = { 'main/binary-amd64': stanzas.join('\n') };
  for (const [name, content] of suiteFiles({ suite: 'stable', date, indexes })) server.put(name, content);
}

test('a Debian archive: install, upgrade with edited configuration, undo', async () => {
  using spm = new SpmRoot();
  const empty = spm.tree();
  const server = await Loopback.start();
  try {
    await publish(server, '1.0-1');
    await spm.ok('repo', 'add', 'debian', '--suite', 'stable', server.base);
    await spm.ok('sync');
    await spm.ok('install', 'tool');
    assert.deepEqual(await spm.installed(), ['base 1.0-1', 'tool 1.0-1']);
    assert.equal(fs.statSync(spm.path('usr/bin/tool')).mode & 0o7777, 0o4755);
    assert.equal(spm.exists('configured'), false);
    const { result } = await spm.ok('files', 'tool', '--scripts');
    assert.deepEqual(result.scripts, [{ name: 'postinst', content: POSTINST }]);
    assert.equal((await spm.text('files', 'tool', '--config')).stdout, '/etc/tool.conf\n');

    fs.writeFileSync(spm.path('etc/tool.conf'), 'version = 1.0-1\ncolour = blue\nsize = 2\n');
    await publish(server, '2.0-1');
    assert.equal((await spm.refused('update')).exit, 9);
    await spm.ok('update', '--major');
    assert.equal(spm.read('etc/tool.conf'), 'version = 2.0-1\ncolour = blue\nsize = 2\n');
    await server.stop();
    await spm.ok('undo', '--offline');
    assert.equal(spm.read('etc/tool.conf'), 'version = 1.0-1\ncolour = blue\nsize = 2\n');
    await spm.ok('undo', '1', '--offline');
    fs.rmSync(spm.path('etc/tool.conf.mpkg-save'));
    assert.deepEqual(spm.tree(), empty);
  } finally {
    await server.stop();
  }
});

test('import: a deb that needs what is there, an archive, a single program', async () => {
  using spm = new SpmRoot();
  const empty = spm.tree();
  const file = (name: string, content: Buffer): string => {
    const target = path.join(spm.directory.path, name);
    fs.writeFileSync(target, content);
    return target;
  };
  const packages = await debs('1.0-1');
  const tool = file('tool_1.0-1_all.deb', packages.get('tool') ?? Buffer.alloc(0));
  const base = file('base_1.0-1_all.deb', packages.get('base') ?? Buffer.alloc(0));
  await spm.ok('import', base, '--dry-run');
  assert.equal(spm.exists('var/cache/spm'), false);
  assert.deepEqual(await spm.refused('import', tool), {
    exit: 5,
    code: 'unsatisfiable',
    hint: 'spm install base',
  });
  await spm.ok('import', base);
  await spm.ok('import', tool);
  assert.deepEqual(await spm.installed(), ['base 1.0-1', 'tool 1.0-1']);
  const tar = await tarOf([{ name: 'notes/readme', content: 'read me' }]);
  await spm.ok('import', file('notes-3.tar', tar));
  assert.equal(spm.read('notes/readme'), 'read me');
  assert.equal(
    (await spm.refused('import', file('junk.txt', Buffer.from('junk')))).code,
    'package-kind-unknown',
  );
  assert.equal((await spm.refused('import', '/nowhere')).exit, 3);
  await spm.ok('rollback', '0');
  assert.deepEqual(spm.tree(), empty);
});

test('import: what a deb needs comes from the repositories, as it does for a name', async () => {
  using spm = new SpmRoot();
  const server = await Loopback.start();
  try {
    await publish(server, '1.0-1');
    await spm.ok('repo', 'add', 'debian', '--suite', 'stable', server.base);
    await spm.ok('sync');
    const newer = path.join(spm.directory.path, 'tool_1.5-1_all.deb');
    fs.writeFileSync(newer, (await debs('1.5-1')).get('tool') ?? Buffer.alloc(0));
    await spm.ok('import', newer, '--dry-run');
    assert.deepEqual(await spm.installed(), []);
    const { result } = await spm.ok('import', newer);
    assert.deepEqual(
      result.changes.map(
        ({ id, reason }: { id: string; reason: { kind: string } }) => `${id} ${reason.kind}`,
      ),
      ['base needed', 'tool explicit'],
    );
    assert.equal(spm.read('usr/bin/tool'), 'tool 1.5-1\n');
    assert.equal(spm.read('var/lib/spm/world').split('\n')[1], 'install tool');
    assert.equal((await spm.ok('autoremove')).result.transaction, null);
    await spm.ok('undo');
    assert.deepEqual(await spm.installed(), []);
    const greedy = await debOf({
      data: [{ name: './usr/greedy', content: '' }],
      control: { control: control('greedy', '1', 'nowhere') },
    });
    fs.writeFileSync(newer, greedy);
    assert.equal((await spm.refused('import', newer)).code, 'unsatisfiable');
  } finally {
    await server.stop();
  }
});
