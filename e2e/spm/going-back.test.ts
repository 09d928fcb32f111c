// The way back, plans and lists of wishes, health and builds of the user, on a small native repository.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { buildTree } from '@mpkg/testkit';
import { demoSystem } from '../support/demo-system.ts';
import { SpmRoot } from '../support/spm-root.ts';

interface Verified {
  readonly id: string;
  readonly damaged: readonly { readonly path: string }[];
}

interface Transaction {
  readonly id: number;
  readonly request: readonly string[];
}

describe('going back', () => {
  test('undoes any transaction, refuses what breaks others, rolls back to any point', async () => {
    using s = await demoSystem();
    const empty = s.spm.tree();
    await s.spm.ok('install', 'libdemo');
    await s.spm.ok('install', 'tiny');
    const both = s.spm.tree();
    await s.spm.ok('install', 'demo');
    assert.equal((await s.spm.refused('undo', '1')).code, 'dependents-exist');
    await s.spm.ok('undo', '2');
    assert.deepEqual(await s.spm.installed(), ['demo 1.0.0', 'libdemo 1.0.0']);
    await s.spm.ok('rollback', '2');
    assert.deepEqual(s.spm.tree(), both);
    await s.spm.ok('rollback', '0');
    assert.deepEqual(s.spm.tree(), empty);
    assert.equal((await s.spm.refused('undo', '99')).code, 'transaction-unknown');
    const { result } = await s.spm.ok('history');
    assert.deepEqual(
      (result.transactions as Transaction[]).map(({ id, request }) => `${id} ${request.join(' ')}`),
      ['1 install libdemo', '2 install tiny', '3 install demo', '4 undo 2', '5 rollback 2', '6 rollback 0'],
    );
  });

  test('works without the repository, from the cleaned cache', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'demo');
    const installed = s.spm.tree();
    await s.spm.ok('uninstall', 'demo', 'libdemo');
    fs.rmSync(s.repository.directory, { recursive: true });
    await s.spm.ok('cache', 'clean');
    await s.spm.ok('undo', '--offline');
    assert.deepEqual(s.spm.tree(), installed);
  });
});

describe('plans', () => {
  test('what was approved is applied, and nothing else; a stale plan is refused', async () => {
    using s = await demoSystem();
    const file = path.join(s.spm.directory.path, 'plan.json');
    await s.spm.ok('plan', 'install', 'demo', '-o', file);
    await s.spm.ok('apply', file);
    assert.deepEqual(await s.spm.installed(), ['demo 1.0.0', 'libdemo 1.0.0']);
    const stale = { exit: 11, code: 'plan-stale', hint: 'spm plan install demo -o FILE' };
    assert.deepEqual(await s.spm.refused('apply', file), stale);
    assert.deepEqual(await s.spm.refused('apply', file, '--dry-run'), stale);
    assert.equal((await s.spm.text('apply', file)).stdout, '', 'nobody is shown what is not done');
  });

  test('the list of wishes rebuilds the system elsewhere', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'web');
    await s.spm.ok('install', 'java', '--with', 'jdk-two');
    using other = new SpmRoot();
    await other.ok('repo', 'add', 'test', s.repository.directory);
    await other.ok('sync');
    await other.ok('apply', s.spm.path('var/lib/spm/world'));
    assert.deepEqual(await other.installed(), await s.spm.installed());
    assert.deepEqual(other.tree(), s.spm.tree());
  });
});

describe('health', () => {
  test('verify finds damage, repair puts it right; an edited configuration is no damage', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'demo');
    const whole = s.spm.tree();
    fs.writeFileSync(s.spm.path('usr/lib/libdemo.so'), 'damaged');
    fs.rmSync(s.spm.path('usr/bin/demo-link'));
    const { exit, result } = await s.spm.run(['verify']);
    assert.equal(exit, 1);
    assert.deepEqual(
      (result.packages as Verified[]).map(({ id, damaged }) => [id, damaged.map((file) => file.path)]),
      [
        ['demo', ['/usr/bin/demo-link']],
        ['libdemo', ['/usr/lib/libdemo.so']],
      ],
    );
    await s.spm.ok('repair');
    assert.equal(s.spm.read('usr/lib/libdemo.so'), 'library 1.0.0\n');
    fs.rmSync(s.spm.path('usr/lib/libdemo.so.mpkg-save'));
    assert.deepEqual(s.spm.tree(), whole);
    fs.appendFileSync(s.spm.path('etc/demo.conf'), 'more\n');
    const edited = await s.spm.ok('verify');
    assert.deepEqual(edited.result.packages[0].edited[0].path, '/etc/demo.conf');
    await s.spm.ok('doctor');
  });

  test('files, owns, status and history answer', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'demo');
    assert.deepEqual((await s.spm.text('files', 'libdemo')).stdout, '/usr/lib/libdemo.so\n');
    assert.deepEqual((await s.spm.text('owns', '/usr/bin/demo')).stdout, 'demo\n');
    assert.deepEqual((await s.spm.text('owns', 'usr')).stdout, 'demo\nlibdemo\n');
    assert.equal((await s.spm.refused('owns', '/etc/passwd')).code, 'path-not-owned');
    assert.equal((await s.spm.ok('status')).result.packages, 2);
    assert.match((await s.spm.text('history', '1')).stdout, /^installed demo 1\.0\.0$/m);
    assert.equal((await s.spm.ok('recover')).result.outcome, 'nothing');
  });
});

describe('builds of the user', () => {
  test('register installs a directory that can be listed, verified and undone', async () => {
    using s = await demoSystem();
    const empty = s.spm.tree();
    const out = path.join(s.spm.directory.path, 'out');
    buildTree(out, { 'usr/bin/own': { exec: 'own\n' } });
    await s.spm.ok('register', 'own', '1.0', out);
    assert.equal(s.spm.read('usr/bin/own'), 'own\n');
    assert.deepEqual(await s.spm.installed(), ['own 1.0']);
    await s.spm.ok('verify', 'own');
    await s.spm.ok('undo');
    assert.deepEqual(s.spm.tree(), empty);
  });
});
