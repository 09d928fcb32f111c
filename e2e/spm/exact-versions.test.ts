// An update goes to exactly the version that is meant, and an old one stays while something needs it.
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { NativeRepository } from '../support/native-repository.ts';
import { SpmRoot } from '../support/spm-root.ts';

const LIBRARIES = ['1.0.0', '1.1.0', '1.2.0', '2.0.0'].map((version) => ({
  name: 'lib',
  version,
  files: { 'usr/lib/lib': version },
}));
const APP = { name: 'app', version: '1.0.0', depends: ['lib ^1.0.0'], files: { 'usr/bin/app': 'app' } };

async function system(): Promise<SpmRoot> {
  const spm = new SpmRoot();
  const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
  await repository.publish([...LIBRARIES, APP]);
  await spm.ok('repo', 'add', 'test', repository.directory);
  await spm.ok('sync');
  return spm;
}

describe('spm update', () => {
  test('moves to the version that is named, up and down', async () => {
    using spm = await system();
    await spm.ok('install', 'lib@1.0.0');
    await spm.ok('update', 'lib@1.1.0');
    assert.equal(spm.read('usr/lib/lib'), '1.1.0');
    assert.equal((await spm.refused('update', 'lib@2.0.0')).hint, 'spm update lib@2.0.0 --major');
    await spm.ok('update', 'lib@2.0.0', '--major');
    await spm.ok('update', 'lib@1.0.0');
    assert.equal(spm.read('usr/lib/lib'), '1.0.0');
  });

  test('leaves the old version while something needs it', async () => {
    using spm = await system();
    await spm.ok('install', 'app', 'lib@1.0.0');
    await spm.ok('update', 'lib', '--major');
    assert.deepEqual(await spm.installed(), ['app 1.0.0', 'lib 1.2.0']);
    await spm.ok('update', '--major');
    assert.deepEqual(await spm.installed(), ['app 1.0.0', 'lib 1.2.0']);
  });

  test('takes nothing along unless that is said', async () => {
    using spm = await system();
    await spm.ok('install', 'app');
    const refusal = await spm.run(['update', 'lib@2.0.0', '--major', '-y']);
    assert.deepEqual(
      [refusal.exit, spm.typed(refusal.errors[0]?.hint)],
      [9, 'spm update lib@2.0.0 --major -y --cascade'],
    );
    assert.match(refusal.errors[0]?.message ?? '', /^app would be removed/);
    assert.deepEqual(await spm.installed(), ['app 1.0.0', 'lib 1.2.0']);
    await spm.ok('update', 'lib@2.0.0', '--major', '--cascade');
    assert.deepEqual(await spm.installed(), ['lib 2.0.0']);
    await spm.ok('undo');
    assert.deepEqual(await spm.installed(), ['app 1.0.0', 'lib 1.2.0']);
  });
});
