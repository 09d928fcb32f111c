// What a user asked for, when an update renames packages and an installation takes others away: the list of wishes follows, so that
// nothing is orphaned by it, doctor is content, and the list rebuilds the same system elsewhere.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { NativeRepository, type Published } from '../support/native-repository.ts';
import { SpmRoot } from '../support/spm-root.ts';

function program(name: string, version = '1.0.0', entry: Partial<Published> = {}): Published {
  return { name, version, files: { [`usr/bin/${name}`]: { exec: name } }, ...entry };
}

async function systemWith(...packages: readonly Published[]): Promise<[SpmRoot, NativeRepository]> {
  const spm = new SpmRoot();
  const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
  await repository.publish(packages);
  await spm.ok('repo', 'add', 'test', repository.directory);
  await spm.ok('sync');
  return [spm, repository];
}

/** The list of wishes makes another root hold the same. */
async function assertRebuilds(spm: SpmRoot, repository: NativeRepository): Promise<void> {
  using other = new SpmRoot();
  await other.ok('repo', 'add', 'test', repository.directory);
  await other.ok('sync');
  await other.ok('apply', spm.path('var/lib/spm/world'));
  assert.deepEqual(await other.installed(), await spm.installed());
}

test('a renamed package stays wished for under its new name', async () => {
  const [spm, repository] = await systemWith(program('old'), program('kept'));
  using _ = spm;
  await spm.ok('install', 'old', 'kept');
  await repository.publish([program('kept'), program('new', '2.0.0', { replaces: ['old'] })]);
  const { exit, result } = await spm.run(['update', '--check']);
  assert.deepEqual([exit, result.updates], [100, [{ id: 'old', from: '1.0.0', to: '2.0.0', by: 'new' }]]);
  assert.equal((await spm.text('installed', '--upgradable')).stdout, 'old 1.0.0 -> new 2.0.0\n');
  assert.match((await spm.text('update', '-n')).stdout, /^- old 1\.0\.0 \(replaced by new\)$/m);
  await spm.ok('update');
  assert.deepEqual(await spm.installed(), ['kept 1.0.0', 'new 2.0.0']);
  assert.deepEqual((await spm.ok('installed', '--orphans')).result.packages, []);
  await spm.ok('doctor');
  await assertRebuilds(spm, repository);
  await spm.ok('undo');
  assert.deepEqual(await spm.installed(), ['kept 1.0.0', 'old 1.0.0']);
  assert.match(spm.read('var/lib/spm/world'), /^install old$/m);
});

test('what has to go for what is asked for is no longer wished for', async () => {
  const [spm, repository] = await systemWith(program('one', '1.0.0', { conflicts: ['two'] }), program('two'));
  using _ = spm;
  await spm.ok('install', 'one');
  await spm.ok('install', 'two');
  assert.deepEqual(await spm.installed(), ['two 1.0.0']);
  await spm.ok('doctor');
  await assertRebuilds(spm, repository);
  await spm.ok('undo');
  assert.deepEqual(await spm.installed(), ['one 1.0.0']);
  await spm.ok('doctor');
});

test('a wish that cannot be read is refused when it is made, and named where somebody wrote it', async () => {
  const [spm] = await systemWith(program('one'), program('two'));
  using _ = spm;
  await spm.ok('install', 'one');
  assert.deepEqual(await spm.refused('pin', 'one=1 y'), {
    exit: 2,
    code: 'range-invalid',
    hint: 'spm pin --help',
  });
  await spm.ok('install', 'two', '-n');
  fs.appendFileSync(spm.path('var/lib/spm/world'), 'pin one =1 y\n');
  const hint = 'spm pin --rm one';
  assert.deepEqual(await spm.refused('install', 'two'), { exit: 2, code: 'config-invalid', hint });
  await spm.ok('pin', '--rm', 'one');
  await spm.ok('install', 'two');
});

test('a pin to a version that another scheme writes holds a package where it is', async () => {
  const [spm, repository] = await systemWith(program('one'));
  using _ = spm;
  await spm.ok('install', 'one');
  await spm.ok('pin', 'one=1:1.0-2');
  await repository.publish([program('one', '1.1.0'), program('two')]);
  await spm.ok('sync');
  await spm.ok('update');
  await spm.ok('install', 'two');
  assert.deepEqual(await spm.installed(), ['one 1.0.0', 'two 1.0.0']);
  await spm.ok('pin', '--rm', 'one');
  await spm.ok('update');
  assert.deepEqual(await spm.installed(), ['one 1.1.0', 'two 1.0.0']);
});

test('what runs on any architecture is wished for by its name alone', async () => {
  const [spm] = await systemWith(program('one'));
  using _ = spm;
  await spm.ok('install', 'one:i686');
  assert.match(spm.read('var/lib/spm/world'), /^install one$/m);
  await spm.ok('doctor');
});

test('a version that was asked for by name is no pin, and is lifted by asking for any', async () => {
  const lib = (version: string): Published => program('lib', version);
  const [spm] = await systemWith(
    lib('1.0.0'),
    lib('2.0.0'),
    program('app', '1.0.0', { depends: ['lib ^2'] }),
  );
  using _ = spm;
  await spm.ok('install', 'lib@1.0.0');
  const { exit, stderr } = await spm.text('install', 'app');
  assert.equal(exit, 5);
  assert.match(stderr, /cannot install app while lib was asked for as lib@1\.0\.0\n/);
  assert.match(stderr, /^try: ask for any version of lib: /m);
  await spm.ok('install', 'lib');
  await spm.ok('install', 'app', '--major');
  assert.deepEqual(await spm.installed(), ['app 1.0.0', 'lib 2.0.0']);
});
