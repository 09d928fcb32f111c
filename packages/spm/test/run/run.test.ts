import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';
import { fingerprint } from '@mpkg/testkit';

import type { SpmError } from '../../src/errors.ts';
import { decided } from '../../src/plan/decisions.ts';
import type { PackageId } from '../../src/package/package.ts';
import { parsePlan, printPlan } from '../../src/plan/text.ts';
import { readOwners } from '../../src/state/owners.ts';
import { INTENT_FILE } from '../../src/state/layout.ts';
import { TestSystem } from './system.ts';

const refusedWith =
  (code: SpmError['code']) =>
  (error: SpmError): boolean =>
    error.code === code;

describe('run', () => {
  it('deploys, records, and lists what the user asked for', async () => {
    using system = new TestSystem();
    const lib = await system.repository.add('lib', '1.0.0', { files: { 'usr/lib/lib.so': 'lib' } });
    const app = await system.repository.add('app', '1.0.0', { files: { 'usr/bin/app': { exec: 'app' } } });
    const result = await system.change([lib, app]);
    assert.equal(result.transaction, 1);
    assert.equal(system.read('usr/bin/app'), 'app');
    assert.deepEqual(system.versions(), { app: '1.0.0', lib: '1.0.0' });
    assert.deepEqual([...system.store.world()], ['install app', 'install lib']);
    assert.deepEqual(readOwners(system.store).candidates('usr/bin/app'), ['app']);
    assert.deepEqual(
      system.store.history().map(({ id, actions }) => ({ id, actions })),
      [{ id: 1, actions: { install: 2 } }],
    );
    assert.equal(fs.existsSync(system.path(INTENT_FILE)), false);
  });

  it('upgrades, downgrades and removes; the last removal leaves nothing', async () => {
    using system = new TestSystem();
    const before = system.fingerprint();
    const one = await system.repository.add('app', '1.0.0', { files: { 'usr/a': '1', 'usr/old': '' } });
    const two = await system.repository.add('app', '1.1.0', { files: { 'usr/a': '2', 'usr/new': '' } });
    await system.change([one]);
    assert.equal(system.plan([two]).steps[0]?.action, 'upgrade');
    await system.change([two]);
    assert.deepEqual([system.read('usr/a'), fs.existsSync(system.path('usr/old'))], ['2', false]);
    assert.deepEqual(readOwners(system.store).candidates('usr/old'), []);
    assert.equal(system.plan([one]).steps[0]?.action, 'downgrade');
    await system.change([one]);
    assert.equal(system.read('usr/a'), '1');
    await system.change([], ['app']);
    assert.deepEqual(system.fingerprint(), before);
    assert.deepEqual([...system.store.world()], []);
  });

  it('moves a file from one package to another within a transaction', async () => {
    using system = new TestSystem();
    const one = await system.repository.add('a', '1.0.0', { files: { 'usr/x': 'of a', 'usr/a': '' } });
    const two = await system.repository.add('a', '1.1.0', { files: { 'usr/a': '' } });
    const other = await system.repository.add('b', '1.0.0', { files: { 'usr/x': 'of b' } });
    await system.change([one]);
    await system.change([two, other]);
    assert.equal(system.read('usr/x'), 'of b');
    assert.deepEqual(readOwners(system.store).candidates('usr/x'), ['b']);
  });

  it('names the owner of a file in the way, and changes nothing', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/x': 'of a' } });
    const b = await system.repository.add('b', '1.0.0', { files: { 'usr/x': 'of b' } });
    const c = await system.repository.add('c', '1.0.0', { files: { 'usr/c': '' } });
    await system.change([a]);
    const before = fingerprint(system.root);
    await assert.rejects(system.change([c, b]), (error: SpmError) => {
      assert.deepEqual(error.details?.['owners'], [{ path: 'usr/x', owner: 'a' }]);
      return error.code === 'file-conflict' && error.exit === 4;
    });
    assert.deepEqual(fingerprint(system.root), before);
  });

  it('changes nothing when a package cannot be fetched', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/a': '' } });
    const b = await system.repository.add('b', '1.0.0', { files: { 'usr/b': '' } });
    system.repository.failing = { name: 'b', error: new Error('the mirror is gone') };
    await assert.rejects(system.change([a, b]), /the mirror is gone/);
    assert.deepEqual(system.fingerprint(), []);
    assert.deepEqual(system.versions(), {});
    system.repository.failing = undefined;
    assert.equal((await system.change([a, b])).transaction, 1);
  });

  it('records packages without files', async () => {
    using system = new TestSystem();
    const group = await system.repository.add('web', '1.0.0', { depends: ['app'] });
    const app = await system.repository.add('app', '1.0.0', { files: { 'usr/app': '' } });
    await system.change([app, group]);
    assert.deepEqual(system.versions(), { app: '1.0.0', web: '1.0.0' });
    await system.change([], ['web', 'app']);
    assert.deepEqual(system.versions(), {});
  });

  it('refuses a plan that was made from another state, also after a round trip through a file', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/a': '' } });
    const b = await system.repository.add('b', '1.0.0', { files: { 'usr/b': '' } });
    const plan = parsePlan(printPlan(system.plan([a])), 'plan.json');
    await system.change([b]);
    await assert.rejects(
      system.run(plan),
      (error: SpmError) => error.code === 'plan-stale' && error.exit === 11,
    );
    assert.deepEqual(system.versions(), { b: '1.0.0' });
    const fresh = parsePlan(printPlan(system.plan([a])), 'plan.json');
    await assert.rejects(
      system.run({ ...fresh, base: { ...fresh.base, catalogue: 'older' } }, { catalogue: 'newer' }),
      refusedWith('plan-stale'),
    );
    await system.run(fresh);
    assert.deepEqual(system.versions(), { a: '1.0.0', b: '1.0.0' });
  });

  it('asks before another major version, naming the flag', async () => {
    using system = new TestSystem();
    const one = await system.repository.add('a', '1.9.0', { files: { 'usr/a': '1' } });
    const two = await system.repository.add('a', '2.0.0', { files: { 'usr/a': '2' } });
    await system.change([one]);
    const plan = system.plan([two]);
    await assert.rejects(
      system.run(plan),
      (error: SpmError) =>
        error.code === 'confirmation-needed' && error.exit === 9 && /^spm .* --major$/.test(error.hint ?? ''),
    );
    await system.run(decided(plan, ['major']));
    assert.equal(system.read('usr/a'), '2');
  });

  it('does nothing, and records nothing, when there is nothing to do', async () => {
    using system = new TestSystem();
    assert.deepEqual(await system.change([]), { transaction: null, failed: [] });
    assert.deepEqual(system.store.history(), []);
  });

  it('applies the modes of the index', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', {
      files: { 'usr/bin/a': { exec: '' } },
      modes: [{ path: 'usr/bin/a', mode: '4755' }],
    });
    await system.change([a]);
    assert.equal(fs.statSync(system.path('usr/bin/a')).mode & 0o7777, 0o4755);
  });

  it('lets one change at a time', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/a': '' } });
    const plan = system.plan([a]);
    const { beginChange } = await import('../../src/run/begin.ts');
    using held = await beginChange(system.root, () => undefined);
    assert.equal(held.recovered, undefined);
    await assert.rejects(system.run(plan), { code: 'locked', exit: 8 });
    assert.deepEqual(system.store.installed().packages.get('a' as PackageId), undefined);
  });
});
