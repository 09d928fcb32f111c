import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';

import type { PackageId } from '../../src/package/package.ts';
import { planSkip, planUnskip } from '../../src/plan/skip.ts';
import { TestSystem } from '../run/system.ts';

const APP = 'app' as PackageId;

async function installed(): Promise<TestSystem> {
  const system = new TestSystem();
  const app = await system.repository.add('app', '1.0.0', {
    files: { 'usr/bin/app': '1', 'usr/share/doc/app/a': '', 'usr/share/doc/app/b': '' },
  });
  await system.change([app]);
  return system;
}

describe('skip', () => {
  it('takes a path away, keeps it away in upgrades, and brings it back without a network', async () => {
    using system = await installed();
    const before = system.fingerprint();
    await system.run(planSkip(system.store, APP, '/usr/share/doc/'));
    assert.equal(fs.existsSync(system.path('usr/share/doc')), false);
    assert.deepEqual([...system.store.world()], ['install app', 'skip app usr/share/doc']);
    const newer = await system.repository.add('app', '1.1.0', {
      files: { 'usr/bin/app': '2', 'usr/share/doc/app/c': '' },
    });
    await system.change([newer]);
    assert.equal(fs.existsSync(system.path('usr/share/doc')), false);
    await system.run(planUnskip(system.store, APP, 'usr/share/doc'));
    assert.equal(fs.existsSync(system.path('usr/share/doc/app/c')), true);
    await system.rollback(1);
    assert.deepEqual(system.fingerprint(), before);
  });

  it('is undone like anything else', async () => {
    using system = await installed();
    const before = system.fingerprint();
    await system.run(planSkip(system.store, APP, 'usr/share/doc/app/a'));
    assert.deepEqual(fs.readdirSync(system.path('usr/share/doc/app')), ['b']);
    await system.undo();
    assert.deepEqual(system.fingerprint(), before);
    assert.deepEqual([...system.store.world()], ['install app']);
  });

  it('takes away what is called in any script, twice as well, and below what is skipped', async () => {
    using system = new TestSystem();
    const files = { 'usr/app': '', 'usr/k\u{fc}che/x': '', 'usr/empty': { dir: {} } };
    await system.change([await system.repository.add('app', '1.0.0', { files })]);
    await system.run(planSkip(system.store, APP, 'usr/k\u{fc}che'));
    await system.run(planSkip(system.store, APP, 'usr/k\u{fc}che'));
    await system.run(planSkip(system.store, APP, 'usr/k\u{fc}che/x'));
    await system.run(planSkip(system.store, APP, 'usr/empty'));
    assert.deepEqual(fs.readdirSync(system.path('usr')), ['app']);
    await system.run(planUnskip(system.store, APP, 'usr/k\u{fc}che'));
    await system.run(planUnskip(system.store, APP, 'usr/k\u{fc}che/x'));
    assert.deepEqual(fs.readdirSync(system.path('usr')).sort(), ['app', 'k\u{fc}che']);
  });

  it('may be wished for before the package comes', async () => {
    using system = new TestSystem();
    await system.run(planSkip(system.store, APP, 'usr/doc'));
    const app = await system.repository.add('app', '1.0.0', { files: { 'usr/app': '', 'usr/doc/x': '' } });
    await system.change([app]);
    assert.deepEqual(fs.readdirSync(system.path('usr')), ['app']);
  });

  it('refuses what it cannot write down, or never skipped', async () => {
    using system = await installed();
    assert.throws(() => planSkip(system.store, APP, 'usr/a b'), { code: 'request-invalid' });
    assert.throws(() => planSkip(system.store, APP, '/'), { code: 'request-invalid' });
    assert.throws(() => planUnskip(system.store, APP, 'usr/bin'), { code: 'file-not-found' });
    assert.throws(() => planSkip(system.store, APP, 'usr/share/dok'), {
      code: 'file-not-found',
      hint: 'spm files app',
    });
  });
});
