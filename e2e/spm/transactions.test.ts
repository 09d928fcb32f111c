// install, uninstall, update, mark, pin and blacklist, on a small native repository: what they do and what they refuse.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { demoPackages } from '../support/demo-packages.ts';
import { demoSystem } from '../support/demo-system.ts';

/** What the tests look at of a change in a document. */
interface Change {
  readonly id: string;
  readonly reason: { readonly kind: string; readonly by?: string };
}

interface StreamLine {
  readonly event?: string;
  readonly exit?: number;
}

describe('install', () => {
  test('brings what is needed, says why, and undo takes it away again', async () => {
    using s = await demoSystem();
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
    using s = await demoSystem();
    const { stdout, exit } = await s.spm.text('install', 'demo', '--dry-run');
    assert.equal(exit, 0);
    assert.match(stdout, /^\+ libdemo 1\.0\.0 \(demo needs libdemo /m);
    assert.deepEqual(await s.spm.installed(), []);
    assert.equal(s.spm.exists('usr'), false);
  });

  test('takes the standard of an abstract name, or the one that is named', async () => {
    using s = await demoSystem();
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
    using s = await demoSystem();
    const { errors, exit } = await s.spm.run(['install', 'libdmo']);
    assert.deepEqual(
      [exit, errors[0]?.code, errors[0]?.details?.['near']],
      [3, 'package-unknown', ['libdemo']],
    );
    assert.equal((await s.spm.ok('missing')).result.names[0].name, 'libdmo');
    assert.equal((await s.spm.refused('install', './demo.deb')).hint, 'spm import ./demo.deb');
  });

  test('files in the way are named with their owner, and nothing is changed', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'demo');
    const before = s.spm.tree();
    const { exit, errors } = await s.spm.run(['install', 'rival']);
    assert.deepEqual([exit, errors[0]?.code], [4, 'file-conflict']);
    assert.equal(errors[0]?.hint, 'spm skip add rival usr/bin/demo');
    assert.deepEqual(errors[0]?.details?.['owners'], [{ path: 'usr/bin/demo', owner: 'demo' }]);
    assert.deepEqual(s.spm.tree(), before);
    await s.spm.ok('skip', 'add', 'rival', 'usr/bin/demo');
    await s.spm.ok('install', 'rival');
    assert.equal((await s.spm.refused('skip', 'rm', 'rival', 'usr/bin/demo')).code, 'file-conflict');
    await s.spm.ok('uninstall', 'rival');
    await s.spm.ok('skip', 'rm', 'rival', 'usr/bin/demo');
    assert.equal((await s.spm.refused('skip', 'add', 'demo', 'usr/bin/dmo')).code, 'file-not-found');
    assert.deepEqual(s.spm.tree(), before);
  });

  test('--json=stream shows each event on a line, and the document last', async () => {
    using s = await demoSystem();
    const { stdout } = await s.spm.text('install', 'demo', '--json=stream');
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as StreamLine);
    const { event, exit } = lines.pop() as StreamLine;
    assert.deepEqual([event, exit], [undefined, 0]);
    const kinds = new Set(lines.map((line) => line.event));
    for (const kind of ['plan', 'fetch', 'file', 'done']) assert.ok(kinds.has(kind), kind);
  });

  test('--download-only fills the cache; then no repository is needed', async () => {
    using s = await demoSystem();
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
    using s = await demoSystem();
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
    using s = await demoSystem();
    assert.equal((await s.spm.refused('uninstall', 'demo')).exit, 3);
  });

  test('mark decides what autoremove takes', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'demo');
    await s.spm.ok('mark', 'explicit', 'libdemo');
    await s.spm.ok('mark', 'dep', 'demo');
    await s.spm.ok('mark', 'dep', 'demo', 'libdemo');
    await s.spm.ok('undo');
    await s.spm.ok('autoremove');
    assert.deepEqual(await s.spm.installed(), ['libdemo 1.0.0']);
    assert.equal((await s.spm.run(['mark', 'both', 'libdemo'])).exit, 2);
  });
});

describe('update', () => {
  test('names what was published anew under the same version, and leaves it', async () => {
    using s = await demoSystem();
    const edition = (text: string): Promise<void> => {
      fs.rmSync(path.join(s.repository.directory, 'tool-1.0.0.pac.zst'), { force: true });
      return s.repository.publish([{ name: 'tool', version: '1.0.0', files: { 'usr/share/tool': text } }]);
    };
    await edition('first');
    await s.spm.ok('sync');
    await s.spm.ok('install', 'tool');
    const before = await s.spm.run(['update', '--check']);
    assert.deepEqual([before.exit, before.result.republished, before.warnings], [0, [], []]);
    await edition('second');
    const check = await s.spm.run(['update', '--check']);
    assert.deepEqual([check.exit, check.result.updates], [0, []]);
    assert.deepEqual(check.result.republished, [{ id: 'tool', version: '1.0.0', repository: 'test' }]);
    const update = await s.spm.ok('update');
    assert.deepEqual([update.result.changes, update.warnings[0]?.code], [[], 'republished']);
    assert.equal(s.spm.read('usr/share/tool'), 'first');
    await s.spm.ok('uninstall', 'tool');
    await s.spm.ok('install', 'tool');
    assert.equal(s.spm.read('usr/share/tool'), 'second');
    assert.deepEqual((await s.spm.run(['update', '--check'])).result.republished, []);
  });

  test('--check says what there is; update brings it; a new major version has to be accepted', async () => {
    using s = await demoSystem();
    await s.spm.ok('install', 'demo');
    assert.equal((await s.spm.run(['update', '--check'])).exit, 0);
    await s.repository.publish(demoPackages(2));
    const check = await s.spm.run(['update', '--check']);
    assert.deepEqual([check.exit, check.ok, check.errors], [100, true, []]);
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
      hint: 'spm update --major',
    });
    assert.deepEqual(await s.spm.installed(), ['demo 1.1.0', 'libdemo 1.1.0']);
    await s.spm.ok('update', '--major', '-y');
    assert.deepEqual(await s.spm.installed(), ['demo 2.0.0', 'libdemo 2.0.0']);
  });

  test('an edited configuration is merged, and going back keeps the edit', async () => {
    using s = await demoSystem();
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
    using s = await demoSystem();
    await s.spm.ok('install', 'demo', 'tiny');
    await s.spm.ok('pin', 'demo');
    await s.repository.publish(demoPackages(2));
    await s.spm.ok('update');
    assert.ok((await s.spm.installed()).includes('demo 1.0.0'));
    assert.deepEqual((await s.spm.ok('pin')).result.wishes, [{ name: 'demo', range: '=1.0.0' }]);
    await s.spm.ok('pin', '--rm', 'demo');
    await s.spm.ok('blacklist', 'add', 'demo>=1.1');
    await s.spm.ok('update');
    assert.ok((await s.spm.installed()).includes('demo 1.0.0'));
    assert.deepEqual(await s.spm.refused('install', 'demo@1.1.0'), {
      exit: 11,
      code: 'blacklisted',
      hint: 'spm blacklist rm demo',
    });
    assert.equal((await s.spm.run(['plan', 'install', 'demo@1.1.0', '--override'])).exit, 0);
    await s.spm.ok('blacklist', 'rm', 'demo');
    assert.deepEqual((await s.spm.ok('blacklist', 'list')).result.wishes, []);
    await s.spm.ok('update', '--exclude', 'demo');
    assert.ok((await s.spm.installed()).includes('demo 1.0.0'));
    await s.spm.ok('update');
    assert.ok((await s.spm.installed()).includes('demo 1.1.0'));
  });
});
