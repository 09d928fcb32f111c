// What its repository calls essential is not taken away by the way: not by name, not with what it needs, not by a conflict.
import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { NativeRepository, type Published } from '../support/native-repository.ts';
import { SpmRoot } from '../support/spm-root.ts';

const program = (name: string, entry: Partial<Published> = {}): Published => ({
  name,
  version: '1.0.0',
  files: { [`usr/bin/${name}`]: { exec: name } },
  ...entry,
});

const PACKAGES: readonly Published[] = [
  program('libc'),
  program('shell', { essential: true, depends: ['libc'] }),
  program('rival', { conflicts: ['shell'] }),
];

test('essential packages go only when that is said', async () => {
  using spm = new SpmRoot();
  const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
  await repository.publish(PACKAGES);
  await spm.ok('repo', 'add', 'test', repository.directory);
  await spm.ok('sync');
  await spm.ok('install', 'shell');
  const before = spm.tree();
  const asked = { exit: 9, code: 'confirmation-needed' };
  const requests = [
    ['uninstall', 'shell'],
    ['uninstall', 'libc', '--cascade'],
    ['install', 'rival', '--yes'],
  ] as const;
  for (const request of requests) {
    const hint = `spm ${request.join(' ')} --remove-essential`;
    assert.deepEqual(await spm.refused(...request), { ...asked, hint });
    const { stdout } = await spm.text('plan', ...request);
    assert.match(stdout, /^to decide \(--remove-essential\): shell would be removed/m);
    assert.doesNotMatch((await spm.text('plan', ...request, '--remove-essential')).stdout, /to decide/);
  }
  assert.deepEqual(spm.tree(), before);

  await repository.publish([]);
  await spm.ok('sync');
  await spm.ok('repo', 'rm', 'test');
  const unlisted = { ...asked, hint: 'spm uninstall shell --remove-essential' };
  assert.deepEqual(await spm.refused('uninstall', 'shell'), unlisted, 'known without its repository');
  await spm.ok('uninstall', 'shell', '--remove-essential');
  assert.deepEqual(await spm.installed(), ['libc 1.0.0']);
  await spm.ok('undo');
  await spm.ok('undo');
  assert.deepEqual(await spm.installed(), []);
});
