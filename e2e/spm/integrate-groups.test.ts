// The integration of packages that do not lie where their index says: in a group with a prefix, and of another architecture.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { buildTree } from '@mpkg/testkit';
import { NativeRepository, type Published } from '../support/native-repository.ts';
import { SpmRoot } from '../support/spm-root.ts';

function greeter(version: string, architecture = 'all'): Published {
  return {
    name: 'greeter',
    version,
    architecture,
    files: {
      'opt/greeter/cmd/greet': { exec: `#!/bin/sh\necho greetings ${version}\n` },
      'opt/greeter/lib/libgreet.so': 'library',
    },
    integration: {
      commands: ['opt/greeter/cmd/greet'],
      links: { 'usr/local/lib/greeter': '/opt/greeter/lib', 'usr/local/lib/shell': '/bin/sh' },
      path: ['/opt/greeter/cmd'],
      environment: { GREETER_HOME: '/opt/greeter' },
      libraries: ['/opt/greeter/lib'],
      services: { 'greeter.service': '[Service]\nExecStart=/opt/greeter/cmd/greet\n' },
    },
  };
}

async function withRepository(published: Published): Promise<SpmRoot & { repository: NativeRepository }> {
  const spm = new SpmRoot();
  const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
  await repository.publish([published]);
  await spm.ok('config', 'set', 'arch', 'amd64');
  await spm.ok('repo', 'add', 'test', repository.directory);
  await spm.ok('sync');
  return Object.assign(spm, { repository });
}

function greeting(spm: SpmRoot): string {
  return spawnSync(spm.path('usr/local/bin/greet'), { encoding: 'utf8' }).stdout;
}

function assertLinked(spm: SpmRoot, stem: string, prefix: string): void {
  assert.equal(fs.readlinkSync(spm.path('usr/local/bin/greet')), `../../../${prefix}opt/greeter/cmd/greet`);
  assert.equal(fs.readlinkSync(spm.path('usr/local/lib/greeter')), `/${prefix}opt/greeter/lib`);
  assert.equal(fs.readlinkSync(spm.path('usr/local/lib/shell')), '/bin/sh');
  assert.equal(spm.read(`etc/ld.so.conf.d/${stem}.conf`), `/${prefix}opt/greeter/lib\n`);
  const script = `. ${spm.path(`etc/profile.d/${stem}.sh`)}; echo "$PATH $GREETER_HOME"`;
  const { stdout } = spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8', env: { PATH: '/bin' } });
  assert.equal(stdout, `/bin:/${prefix}opt/greeter/cmd /${prefix}opt/greeter\n`);
  assert.match(
    spm.read('usr/local/lib/systemd/system/greeter.service'),
    new RegExp(`^ExecStart=/${prefix}opt`, 'm'),
  );
}

describe('the integration of a package in a group with a prefix', () => {
  test('leads to where its files are, also after an update', async () => {
    using spm = await withRepository(greeter('1.0.0'));
    buildTree(spm.root, { 'etc/mpkg.conf': 'group tools\ninto srv/tools\n' });
    await spm.ok('install', 'greeter', '-g', 'tools');
    await spm.ok('integrate', 'tools:greeter');
    assertLinked(spm, 'tools.greeter', 'srv/tools/');
    assert.equal(greeting(spm), 'greetings 1.0.0\n');
    assert.equal((await spm.ok('integrate')).result.transaction, null);
    await spm.repository.publish([greeter('1.1.0')]);
    await spm.ok('update');
    assertLinked(spm, 'tools.greeter', 'srv/tools/');
    assert.equal(greeting(spm), 'greetings 1.1.0\n');
    assert.deepEqual((await spm.ok('doctor')).result.findings, []);
  });

  test('comes right with the package when a list of wishes is applied', async () => {
    using spm = await withRepository(greeter('1.0.0'));
    buildTree(spm.root, { 'etc/mpkg.conf': 'group tools\ninto srv/tools\n' });
    const world = path.join(spm.directory.path, 'world');
    fs.writeFileSync(world, 'install greeter in tools\nintegrate tools:greeter\n');
    await spm.ok('apply', world);
    assertLinked(spm, 'tools.greeter', 'srv/tools/');
    assert.equal((await spm.ok('integrate')).result.transaction, null);
    assert.deepEqual((await spm.ok('doctor')).result.findings, []);
  });
});

describe('the integration of a program of another architecture', () => {
  test('leads below usr/lib/spm', async () => {
    using spm = await withRepository(greeter('1.0.0', 'i686'));
    await spm.ok('config', 'set', 'foreign-archs', '["i686"]');
    await spm.ok('install', 'greeter', '--arch', 'i686');
    await spm.ok('integrate', 'greeter');
    assertLinked(spm, 'i686.greeter', 'usr/lib/spm/i686/');
    await spm.repository.publish([greeter('1.1.0', 'i686')]);
    await spm.ok('update');
    assertLinked(spm, 'i686.greeter', 'usr/lib/spm/i686/');
    assert.equal(greeting(spm), 'greetings 1.1.0\n');
    await spm.ok('uninstall', 'i686:greeter');
    assert.ok(!spm.exists('usr/local/bin/greet'));
  });
});
