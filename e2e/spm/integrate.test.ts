// What packages bring besides their files, through the executable: integration into the system and its way back, and packages of the
// name-platform-version layout.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { BIN, buildTree, canTrace, fingerprint, injectAt, runTool, tracePoints } from '@mpkg/testkit';
import { layoutBeside } from '../support/hello-layout.ts';
import { NativeRepository, type Published } from '../support/native-repository.ts';
import { pointsToTry } from '../support/points.ts';
import { SpmRoot } from '../support/spm-root.ts';

const GREETER: Published = {
  name: 'greeter',
  version: '1.0.0',
  files: { 'opt/greeter/cmd/greet': { exec: '#!/bin/sh\necho greetings\n' } },
  integration: {
    commands: ['opt/greeter/cmd/greet'],
    path: ['/opt/greeter/bin'],
    libraries: ['/opt/greeter/lib'],
    menu: { 'greeter.desktop': '[Desktop Entry]\n' },
    certificates: { 'ca.pem': '-----BEGIN CERTIFICATE-----\n' },
  },
};

/** A root in which a package of a repository is installed. */
async function withGreeter(
  greeter: Published = GREETER,
): Promise<SpmRoot & { repository: NativeRepository }> {
  const spm = new SpmRoot();
  const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
  await repository.publish([greeter]);
  await spm.ok('repo', 'add', 'test', repository.directory);
  await spm.ok('sync');
  await spm.ok('install', 'greeter');
  return Object.assign(spm, { repository });
}

const SPM = path.join(BIN, 'spm');
const SAMPLE = 12;

/** Makes copies of a root beside it, by name. */
function copier(spm: SpmRoot): (name: string) => string {
  return (name) => {
    const copy = path.join(spm.directory.path, name);
    fs.cpSync(spm.root, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
    return copy;
  };
}

function treeOf(root: string): readonly string[] {
  return fingerprint(root, { except: ['var', 'etc/spm'] });
}

function contentOf(root: string, file: string): string {
  return fs.readFileSync(path.join(root, file), 'utf8');
}

describe('integrate', () => {
  test('applies what the index says, once; deintegrate removes exactly that', async () => {
    using spm = await withGreeter();
    const before = spm.tree();
    const { warnings } = await spm.ok('integrate', 'greeter');
    assert.deepEqual(
      warnings.map(({ code }) => code),
      ['certificates-not-trusted'],
    );
    const { stdout } = spawnSync(spm.path('usr/local/bin/greet'), { encoding: 'utf8' });
    assert.equal(stdout, 'greetings\n');
    assert.match(spm.read('etc/profile.d/greeter.sh'), /\/opt\/greeter\/bin/);
    assert.equal((await spm.text('owns', '/usr/local/bin/greet')).stdout, 'greeter.integration\n');
    const integrated = spm.tree();
    assert.equal((await spm.ok('integrate', 'greeter')).result.transaction, null);
    assert.equal((await spm.ok('integrate')).result.transaction, null);
    assert.equal((await spm.ok('autoremove')).result.transaction, null);
    assert.deepEqual(spm.tree(), integrated);
    await spm.ok('deintegrate', 'greeter');
    assert.deepEqual(spm.tree(), before);
    assert.equal((await spm.ok('deintegrate', 'greeter')).result.transaction, null);
    await spm.ok('undo');
    assert.deepEqual(spm.tree(), integrated);
    await spm.ok('uninstall', 'greeter');
    assert.deepEqual(await spm.installed(), []);
    assert.deepEqual((await spm.ok('doctor')).result.findings, []);
  });

  test('follows an update', async () => {
    using spm = await withGreeter();
    await spm.ok('integrate', 'greeter', '--trust');
    assert.ok(spm.exists('usr/local/share/ca-certificates/greeter/ca.crt'));
    const files = { 'opt/greeter/cmd/welcome': { exec: 'x' } };
    const integration = { commands: ['opt/greeter/cmd/welcome'] };
    await spm.repository.publish([{ ...GREETER, version: '1.1.0', files, integration }]);
    const before = spm.tree();
    await spm.ok('update');
    assert.deepEqual(fs.readdirSync(spm.path('usr/local/bin')), ['welcome']);
    assert.ok(!spm.exists('usr/local/share'));
    assert.equal((await spm.ok('integrate')).result.transaction, null);
    await spm.ok('undo');
    assert.deepEqual(spm.tree(), before);
  });

  test('follows a list of wishes that is applied, there and back', async () => {
    using spm = await withGreeter();
    const plain = spm.tree();
    const world = path.join(spm.directory.path, 'world');
    fs.writeFileSync(world, 'install greeter\nintegrate greeter at /opt/bin\n');
    await spm.ok('apply', world);
    assert.deepEqual(fs.readdirSync(spm.path('opt/bin')), ['greet']);
    assert.equal((await spm.ok('integrate')).result.transaction, null);
    fs.writeFileSync(world, 'install greeter\n');
    await spm.ok('apply', world);
    assert.deepEqual(spm.tree(), plain);
    await spm.ok('rollback', '0');
    fs.writeFileSync(world, 'install greeter\nintegrate greeter\n');
    await spm.ok('apply', world);
    assert.deepEqual(fs.readdirSync(spm.path('usr/local/bin')), ['greet']);
    assert.deepEqual((await spm.ok('doctor')).result.findings, []);
  });

  test('overwrites nothing: exit 4 and every name', async () => {
    using spm = await withGreeter();
    buildTree(spm.root, { 'usr/local/bin/greet': 'mine', 'etc/profile.d/greeter.sh': 'mine' });
    const before = spm.tree();
    assert.deepEqual((await spm.refused('integrate', 'greeter')).exit, 4);
    const { stdout } = await spm.text('integrate', 'greeter');
    assert.deepEqual(stdout.trim().split('\n').toSorted(), [
      'etc/profile.d/greeter.sh',
      'usr/local/bin/greet',
    ]);
    assert.deepEqual(spm.tree(), before);
    await spm.ok('integrate', 'greeter', '--commands', '/opt/bin', '--dry-run');
    assert.deepEqual(spm.tree(), before);
  });

  test('says what it cannot find, or cannot take', async () => {
    using spm = await withGreeter();
    assert.deepEqual(await spm.refused('integrate', 'other'), {
      exit: 3,
      code: 'package-not-installed',
      hint: 'spm installed',
    });
    assert.equal((await spm.refused('deintegrate', 'other')).exit, 3);
    assert.equal((await spm.refused('integrate', 'greeter', '--commands', 'bin')).exit, 2);
  });

  const needsRoot = process.getuid?.() === 0 ? false : 'only root runs programs inside another root';

  test('a cache that cannot be made anew is exit 14, and nothing is lost', { skip: needsRoot }, async () => {
    using spm = await withGreeter({
      ...GREETER,
      files: { ...GREETER.files, 'sbin/ldconfig': 'cannot be run' },
    });
    const { exit, result } = await spm.run(['integrate', 'greeter']);
    assert.equal(exit, 14);
    assert.equal(result.failed[0].name, 'ldconfig');
    assert.ok(spm.exists('usr/local/bin/greet'));
    assert.ok((await spm.installed()).includes('greeter.integration 1.0.0'));
  });
});

describe(
  'integrate and reset, killed at any call',
  { skip: canTrace() ? false : 'strace cannot trace here' },
  () => {
    test('leave an integration that is there or is not', async () => {
      using spm = await withGreeter();
      const seen = { before: 0, after: 0 };
      const copyOf = copier(spm);
      const command = ['integrate', 'greeter'];
      const finished = copyOf('finished');
      const points = tracePoints([SPM, ...command, '--root', finished], finished);
      const before = treeOf(spm.root);
      const after = treeOf(finished);
      for (const [index, point] of pointsToTry(points, SAMPLE).entries()) {
        const root = copyOf(`killed-${index}`);
        await runTool('spm', [...command, '--root', root], { under: injectAt(point, 'signal=KILL') });
        const { exit, stderr } = await runTool('spm', ['recover', '--root', root]);
        assert.equal(exit, 0, stderr);
        const outcome = treeOf(root).length === before.length ? 'before' : 'after';
        assert.deepEqual(treeOf(root), { before, after }[outcome], JSON.stringify(point));
        const doctor = await runTool('spm', ['doctor', '--json', '--root', root]);
        assert.deepEqual(doctor.json().result.findings, []);
        seen[outcome] += 1;
      }
      assert.ok(seen.before > 0 && seen.after > 0, JSON.stringify(seen));
    });

    test('leave each file as it was or as it should be, and the backup of it', async () => {
      using spm = new SpmRoot();
      await spm.ok('import', layoutBeside(spm));
      buildTree(spm.root, { 'etc/hello.conf': 'mine', 'var/lib/hello/state': 'full' });
      const copyOf = copier(spm);
      const command = ['reset_conf', 'hello', '--backup'];
      const finished = copyOf('finished');
      const points = tracePoints([SPM, ...command, '--root', finished], finished);
      for (const [index, point] of pointsToTry(points, SAMPLE).entries()) {
        const root = copyOf(`killed-${index}`);
        await runTool('spm', [...command, '--root', root], { under: injectAt(point, 'signal=KILL') });
        const left = contentOf(root, 'etc/hello.conf');
        assert.ok(['mine', 'greeting=hello\n'].includes(left), JSON.stringify(point));
        assert.equal((await runTool('spm', [...command, '--root', root])).exit, 0);
        assert.equal(contentOf(root, 'etc/hello.conf'), 'greeting=hello\n');
        assert.equal(contentOf(root, 'etc/hello.conf.~1~'), 'mine');
        assert.ok(!fs.existsSync(path.join(root, 'etc/hello.conf.spm-reset')));
      }
    });
  },
);

describe('a package of the layout', () => {
  test('is imported, integrated, and taken away without a trace', async () => {
    using spm = new SpmRoot();
    await spm.ok('import', layoutBeside(spm));
    assert.equal(spm.read('etc/hello.conf'), 'greeting=hello\n');
    const installed = spm.tree();
    await spm.ok('integrate', 'hello');
    const { stdout } = spawnSync(spm.path('usr/local/bin/hello'), { encoding: 'utf8' });
    assert.equal(stdout, 'hello world\n');
    await spm.ok('deintegrate', 'hello');
    assert.deepEqual(spm.tree(), installed);
    await spm.ok('uninstall', 'hello');
    assert.deepEqual(await spm.installed(), []);
    assert.deepEqual(
      spm.tree().filter((line) => !line.startsWith('dir')),
      [],
    );
  });

  test('that is malformed is refused with the member', async () => {
    using spm = new SpmRoot();
    const directory = layoutBeside(spm);
    buildTree(directory, { 'dep/depends': 'a >=' });
    const { exit, errors } = await spm.run(['import', directory]);
    assert.deepEqual([exit, errors[0]?.code, errors[0]?.subject], [6, 'package-malformed', 'dep/depends']);
  });
});
