// Commands that only read, and dry runs of those that change something: nothing is another than before, and nobody is waited for.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { formatIdentity, ownIdentity } from '@mpkg/mpkg';
import { buildTree, fingerprint } from '@mpkg/testkit';
import { demoPackages } from '../support/demo-packages.ts';
import { demoSystem } from '../support/demo-system.ts';

describe('what only reads', () => {
  const READING: Readonly<Record<string, readonly string[]>> = {
    installed: [],
    status: [],
    files: ['demo'],
    owns: ['/usr/bin/demo'],
    history: [],
    verify: [],
    doctor: [],
    find: ['demo'],
    match: ['demo'],
    info: ['demo'],
    depend: ['demo'],
    why: ['libdemo'],
    'why-not': ['demo'],
    missing: [],
    lint: ['index.jsonl'],
    'repo list': [],
    'config get': [],
    completion: ['bash'],
    'cache list': [],
    'skip list': [],
    'blacklist list': [],
  };

  test('says so, changes nothing, and waits for nobody', async () => {
    using s = await demoSystem();
    const { spm } = s;
    await spm.ok('install', 'demo');
    const { result } = await spm.ok('--help');
    const reading = result.commands.filter((each: { readsOnly: boolean }) => each.readsOnly);
    assert.deepEqual(
      reading.map(({ name }: { name: string }) => name).toSorted(),
      Object.keys(READING).toSorted(),
    );
    fs.symlinkSync(formatIdentity(ownIdentity()), spm.path('var/lib/mpkg/lock'));
    const before = fingerprint(spm.root);
    for (const [name, operands] of Object.entries(READING)) {
      const words = [...name.split(' '), ...operands];
      const { exit, errors } = await spm.run(words, { cwd: s.repository.directory });
      assert.deepEqual([name, exit, errors], [name, 0, []]);
    }
    assert.deepEqual(fingerprint(spm.root), before);
    assert.equal((await spm.refused('uninstall', 'demo')).exit, 8);
  });
});

describe('a dry run', () => {
  test('changes nothing, whatever the command', async () => {
    using s = await demoSystem();
    const { spm } = s;
    const build = path.join(spm.directory.path, 'build');
    buildTree(build, { 'usr/bin/own': { exec: 'own' } });
    await spm.ok('install', 'demo');
    await spm.ok('skip', 'add', 'demo', 'usr/bin/demo-link');
    await s.repository.publish(demoPackages(2));
    const before = fingerprint(spm.root);
    for (const words of [
      ['install', 'apache'],
      ['install', 'apache', '--download-only'],
      ['uninstall', 'demo'],
      ['autoremove'],
      ['update'],
      ['undo'],
      ['rollback', '0'],
      ['apply', spm.path('var/lib/spm/world')],
      ['register', 'own', '1.0', build],
      ['import', path.join(s.repository.directory, 'apache-1.0.0.pac.zst')],
      ['repair'],
      ['recover'],
      ['mark', 'dep', 'demo'],
      ['pin', 'demo'],
      ['blacklist', 'add', 'demo'],
      ['alternatives', 'java', 'jdk-one'],
      ['skip', 'add', 'demo', 'etc'],
      ['skip', 'rm', 'demo', 'usr/bin/demo-link'],
      ['cache', 'clean'],
      ['reset', 'demo'],
      ['reset_conf', 'demo'],
      ['reset_data', 'demo'],
      ['integrate', 'demo'],
      ['deintegrate', 'demo'],
      ['sync'],
      ['repo', 'add', 'more', s.repository.directory],
      ['repo', 'move', 'test', '1'],
      ['repo', 'trust', 'test'],
      ['repo', 'rm', 'test'],
      ['config', 'set', 'arch', 'arm64'],
    ]) {
      const { exit, errors } = await spm.run([...words, '--dry-run']);
      assert.deepEqual([words, exit, errors], [words, 0, []]);
      assert.deepEqual(fingerprint(spm.root), before, words.join(' '));
    }
  });
});
