// Every command that changes a system, on a small native repository: what it does, what it refuses, and the way back.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { buildTree } from '@mpkg/testkit';
import { demoPackages } from '../support/demo-packages.ts';
import { NativeRepository } from '../support/native-repository.ts';
import { SpmRoot } from '../support/spm-root.ts';

interface System extends Disposable {
  readonly spm: SpmRoot;
  readonly repository: NativeRepository;
}

/** What the tests look at of a change in a document. */
interface Change {
  readonly id: string;
  readonly reason: { readonly kind: string; readonly by?: string };
}

interface Verified {
  readonly id: string;
  readonly damaged: readonly { readonly path: string }[];
}

interface Transaction {
  readonly id: number;
  readonly request: readonly string[];
}

/** A root that has synced the first edition of the small repository. */
async function system(): Promise<System> {
  const spm = new SpmRoot();
  const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
  await repository.publish(demoPackages(1));
  await spm.ok('repo', 'add', 'test', repository.directory);
  await spm.ok('sync');
  return { spm, repository, [Symbol.dispose]: () => spm[Symbol.dispose]() };
}

describe('install', () => {
  test('brings what is needed, says why, and undo takes it away again', async () => {
    using s = await system();
    const empty = s.spm.tree();
    const { result } = await s.spm.ok('install', 'web');
    assert.equal(result.transaction, 1);
    assert.deepEqual(
      (result.changes as Change[]).map(({ id, reason }) => `${id}: ${reason.by ?? reason.kind}`),
      ['libdemo: demo', 'demo: web', 'apache: web', 'web: explicit'],
    );
    assert.equal(s.spm.read('usr/bin/demo'), 'demo 1.0.0\n');
    assert.deepEqual(await s.spm.installed(), ['apache 1.0.0', 'demo 1.0.0', 'libdemo 1.0.0', 'web 1.0.0']);
    assert.deepEqual((await s.spm.ok('undo')).result.changes.length, 4);
    assert.deepEqual(s.spm.tree(), empty);
    assert.deepEqual(await s.spm.installed(), []);
  });

  test('a dry run shows the plan and changes nothing', async () => {
    using s = await system();
    const { stdout, exit } = await s.spm.text('install', 'demo', '--dry-run');
    assert.equal(exit, 0);
    assert.match(stdout, /^\+ libdemo 1\.0\.0 \(demo needs libdemo /m);
    assert.deepEqual(await s.spm.installed(), []);
    assert.equal(s.spm.exists('usr'), false);
  });

  test('takes the standard of an abstract name, or the one that is named', async () => {
    using s = await system();
    const { stderr } = await s.spm.text('install', 'httpd');
    assert.match(stderr, /apache/);
    assert.deepEqual(await s.spm.refused('install', 'java'), {
      exit: 9,
      code: 'choice-needed',
      hint: 'spm install java --with jdk-one',
    });
    await s.spm.ok('install', 'java', '--with', 'jdk-two');
    assert.ok((await s.spm.installed()).includes('jdk-two 1.0.0'));
    assert.match(s.spm.read('var/lib/spm/world'), /^install java with jdk-two$/m);
  });

  test('a name that nobody has is refused with what was meant, and noted', async () => {
    using s = await system();
    const { errors, exit } = await s.spm.run(['install', 'libdmo']);
    assert.deepEqual(
      [exit, errors[0]?.code, errors[0]?.details?.['near']],
      [3, 'package-unknown', ['libdemo']],
    );
    assert.equal((await s.spm.ok('missing')).result.names[0].name, 'libdmo');
  });

  test('files in the way are named with their owner, and nothing is changed', async () => {
    using s = await system();
    await s.spm.ok('install', 'demo');
    const before = s.spm.tree();
    const { exit, errors } = await s.spm.run(['install', 'rival']);
    assert.deepEqual([exit, errors[0]?.code], [4, 'file-conflict']);
    assert.deepEqual(errors[0]?.details?.['owners'], [{ path: 'usr/bin/demo', owner: 'demo' }]);
    assert.deepEqual(s.spm.tree(), before);
  });

  test('--download-only fills the cache; then no repository is needed', async () => {
    using s = await system();
    assert.equal((await s.spm.ok('install', 'demo', '--download-only')).result.pacs.length, 2);
    for (const name of fs.readdirSync(s.repository.directory)) {
      if (name.includes('.pac')) fs.rmSync(path.join(s.repository.directory, name));
    }
    assert.deepEqual(await s.spm.installed(), []);
    await s.spm.ok('install', 'demo', '--offline');
    assert.ok(s.spm.exists('usr/bin/demo'));
  });
});

describe('uninstall', () => {
  test('refuses what something needs; --cascade takes that as well', async () => {
    using s = await system();
    await s.spm.ok('install', 'web');
    assert.deepEqual(await s.spm.refused('uninstall', 'libdemo'), {
      exit: 4,
      code: 'dependents-exist',
      hint: 'spm why demo',
    });
    await s.spm.ok('rm', 'libdemo', '--cascade');
    assert.deepEqual(await s.spm.installed(), ['apache 1.0.0']);
    assert.deepEqual(
      (await s.spm.ok('installed', '--orphans')).result.packages.map(({ id }: Change) => id),
      ['apache'],
    );
    await s.spm.ok('autoremove');
    assert.deepEqual(await s.spm.installed(), []);
  });

  test('what is not installed is exit 3', async () => {
    using s = await system();
    assert.equal((await s.spm.refused('uninstall', 'demo')).exit, 3);
  });

  test('mark decides what autoremove takes', async () => {
    using s = await system();
    await s.spm.ok('install', 'demo');
    await s.spm.ok('mark', 'explicit', 'libdemo');
    await s.spm.ok('mark', 'dep', 'demo');
    await s.spm.ok('autoremove');
    assert.deepEqual(await s.spm.installed(), ['libdemo 1.0.0']);
    assert.equal((await s.spm.run(['mark', 'both', 'libdemo'])).exit, 2);
  });
});

describe('update', () => {
  test('--check says what there is; update brings it; a new major version has to be accepted', async () => {
    using s = await system();
    await s.spm.ok('install', 'demo');
    assert.equal((await s.spm.run(['update', '--check'])).exit, 0);
    await s.repository.publish(demoPackages(2));
    const check = await s.spm.run(['update', '--check']);
    assert.equal(check.exit, 100);
    assert.deepEqual(check.result.updates, [
      { id: 'libdemo', from: '1.0.0', to: '1.1.0' },
      { id: 'demo', from: '1.0.0', to: '1.1.0' },
    ]);
    await s.spm.ok('update');
    assert.equal(s.spm.read('usr/bin/demo'), 'demo 1.1.0\n');
    await s.repository.publish(demoPackages(3));
    assert.deepEqual(await s.spm.refused('update'), {
      exit: 9,
      code: 'confirmation-needed',
      hint: '--major',
    });
    assert.deepEqual(await s.spm.installed(), ['demo 1.1.0', 'libdemo 1.1.0']);
    await s.spm.ok('update', '--major', '-y');
    assert.deepEqual(await s.spm.installed(), ['demo 2.0.0', 'libdemo 2.0.0']);
  });

  test('an edited configuration is merged, and going back keeps the edit', async () => {
    using s = await system();
    await s.spm.ok('install', 'demo');
    fs.writeFileSync(
      s.spm.path('etc/demo.conf'),
      s.spm.read('etc/demo.conf').replace('port 80', 'port 8080'),
    );
    await s.repository.publish(demoPackages(2));
    await s.spm.ok('update');
    assert.equal(s.spm.read('etc/demo.conf'), 'port 8080\nuser www\nroot /srv\nlog /var/log/2\n');
    await s.spm.ok('undo');
    assert.equal(s.spm.read('etc/demo.conf'), 'port 8080\nuser www\nroot /srv\nlog /var/log\n');
  });

  test('pins, exclusions and the blacklist hold versions', async () => {
    using s = await system();
    await s.spm.ok('install', 'demo', 'tiny');
    await s.spm.ok('pin', 'demo');
    await s.repository.publish(demoPackages(2));
    await s.spm.ok('update');
    assert.ok((await s.spm.installed()).includes('demo 1.0.0'));
    assert.deepEqual((await s.spm.ok('pin')).result.pin, [{ name: 'demo', range: '=1.0.0' }]);
    await s.spm.ok('pin', '--rm', 'demo');
    await s.spm.ok('blacklist', 'add', 'demo>=1.1');
    await s.spm.ok('update');
    assert.ok((await s.spm.installed()).includes('demo 1.0.0'));
    assert.notEqual((await s.spm.run(['install', 'demo@1.1.0'])).exit, 0);
    await s.spm.ok('blacklist', 'rm', 'demo');
    assert.deepEqual((await s.spm.ok('blacklist', 'list')).result.block, []);
    await s.spm.ok('update', '--exclude', 'demo');
    assert.ok((await s.spm.installed()).includes('demo 1.0.0'));
    await s.spm.ok('update');
    assert.ok((await s.spm.installed()).includes('demo 1.1.0'));
  });
});

describe('going back', () => {
  test('undoes any transaction, refuses what breaks others, rolls back to any point', async () => {
    using s = await system();
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
    using s = await system();
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
    using s = await system();
    const file = path.join(s.spm.directory.path, 'plan.json');
    await s.spm.ok('plan', 'install', 'demo', '-o', file);
    await s.spm.ok('apply', file);
    assert.deepEqual(await s.spm.installed(), ['demo 1.0.0', 'libdemo 1.0.0']);
    assert.deepEqual(await s.spm.refused('apply', file), {
      exit: 11,
      code: 'plan-stale',
      hint: 'spm plan install demo -o FILE',
    });
  });

  test('the list of wishes rebuilds the system elsewhere', async () => {
    using s = await system();
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
    using s = await system();
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
    using s = await system();
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
    using s = await system();
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
