// Versions of one name in different series: they are installed side by side, and an old one stays as long as something needs it.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { buildTree, runTool } from '@mpkg/testkit';
import { NativeRepository, type Published } from '../support/native-repository.ts';
import { SpmRoot } from '../support/spm-root.ts';

function python(version: string): Published {
  const [major, minor] = version.split('.');
  const series = `${major}.${minor}`;
  return {
    name: 'python',
    version,
    parallel: series,
    files: { [`usr/bin/python${series}`]: { exec: version } },
  };
}

const OLD = {
  name: 'old',
  version: '1.0.0',
  depends: ['python ^3.11.0 <3.12.0'],
  files: { 'usr/bin/old': 'old' },
};
const NEW = { name: 'new', version: '1.0.0', depends: ['python >=3.12.0'], files: { 'usr/bin/new': 'new' } };

async function system(): Promise<{ spm: SpmRoot; repository: NativeRepository } & Disposable> {
  const spm = new SpmRoot();
  const repository = new NativeRepository(path.join(spm.directory.path, 'published'));
  await repository.publish([python('3.11.0'), python('3.12.0'), OLD, NEW]);
  await spm.ok('repo', 'add', 'test', repository.directory);
  await spm.ok('sync');
  return { spm, repository, [Symbol.dispose]: () => spm[Symbol.dispose]() };
}

describe('series of versions', () => {
  test('stand side by side, are updated each for itself, and go when nothing needs them', async () => {
    using s = await system();
    const { spm } = s;
    const empty = spm.tree();
    await spm.ok('install', 'old');
    await spm.ok('install', 'new');
    assert.deepEqual(await spm.installed(), [
      'new 1.0.0',
      'old 1.0.0',
      'python-3.11:python 3.11.0',
      'python-3.12:python 3.12.0',
    ]);
    assert.deepEqual([spm.read('usr/bin/python3.11'), spm.read('usr/bin/python3.12')], ['3.11.0', '3.12.0']);
    assert.deepEqual((await spm.ok('doctor')).result.findings, []);
    await s.repository.publish([python('3.11.5'), python('3.12.1'), OLD, NEW]);
    await spm.ok('sync');
    assert.match((await spm.text('plan', 'update')).stdout, /^\^ python-3\.11:python 3\.11\.0 -> 3\.11\.5/m);
    await spm.ok('update');
    assert.deepEqual([spm.read('usr/bin/python3.11'), spm.read('usr/bin/python3.12')], ['3.11.5', '3.12.1']);
    await spm.ok('undo');
    assert.equal(spm.read('usr/bin/python3.11'), '3.11.0');
    assert.equal((await spm.refused('uninstall', 'python')).exit, 3);
    assert.equal((await spm.refused('uninstall', 'python-3.11:python')).exit, 4);
    await spm.ok('uninstall', 'old');
    await spm.ok('autoremove');
    assert.deepEqual(await spm.installed(), ['new 1.0.0', 'python-3.12:python 3.12.0']);
    await spm.ok('rollback', '0');
    assert.deepEqual(spm.tree(), empty);
  });

  test('do not share a group that was chosen for them', async () => {
    using s = await system();
    const { spm } = s;
    fs.writeFileSync(spm.path('etc/mpkg.conf'), 'group g\ninto /opt/g\n');
    const before = spm.tree();
    for (const words of [['-n'], ['-y']]) {
      assert.deepEqual(await spm.refused('install', 'python@3.11.0', 'python@3.12.0', '-g', 'g', ...words), {
        exit: 2,
        code: 'request-invalid',
        hint: 'spm install python@3.11.0 -g g',
      });
    }
    assert.deepEqual(spm.tree(), before);
    await spm.ok('install', 'python@3.11.0', '-g', 'g');
    await spm.ok('install', 'python@3.12.0', '-g', 'g');
    assert.deepEqual(await spm.installed(), ['g:python 3.12.0']);
  });

  test('are asked for by their name', async () => {
    using s = await system();
    const { spm } = s;
    await spm.ok('install', 'python@3.11.0');
    await spm.ok('install', 'python@3.12.0');
    assert.equal((await spm.installed()).length, 2);
    assert.equal((await spm.ok('autoremove')).result.transaction, null);
    assert.deepEqual(
      (await spm.ok('info', 'python')).result.packages[0].installed.map(({ id }: { id: string }) => id),
      ['python-3.11:python', 'python-3.12:python'],
    );
    await spm.ok('uninstall', 'python-3.12:python');
    assert.equal((await spm.ok('autoremove')).result.transaction, null);
    await spm.ok('uninstall', 'python');
    assert.deepEqual((await spm.ok('doctor')).result.findings, []);
    assert.doesNotMatch(spm.read('var/lib/spm/world'), /python/);
  });

  test('lie where mpkg.conf says, and are known to mpkg where it says nothing', async () => {
    using s = await system();
    const { spm } = s;
    buildTree(spm.root, { 'etc/mpkg.conf': 'group python-3.11\ninto opt/python-3.11\n' });
    await spm.ok('install', 'old', 'new');
    assert.ok(spm.exists('opt/python-3.11/usr/bin/python3.11') && spm.exists('usr/bin/python3.12'));
    const args = ['-s', 'python-3.12:python', '--skip', 'usr/bin', '--root', spm.root];
    assert.equal((await runTool('mpkg', args)).exit, 0);
    assert.equal(fs.existsSync(spm.path('usr/bin/python3.12')), false);
  });
});
