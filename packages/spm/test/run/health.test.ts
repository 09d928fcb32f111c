import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';
import { openTransaction } from '@mpkg/mpkg';

import { planRepair } from '../../src/plan/repair.ts';
import type { PackageId } from '../../src/package/package.ts';
import { planWishes } from '../../src/plan/wishes.ts';
import { examine } from '../../src/run/doctor.ts';
import { verifyPackages } from '../../src/state/verify.ts';
import { OWNERS_FILE } from '../../src/state/layout.ts';
import { OwnerTable } from '../../src/state/owners.ts';
import { TestSystem } from './system.ts';

async function installed(): Promise<TestSystem> {
  const system = new TestSystem();
  const app = await system.repository.add('app', '1.0.0', {
    files: { 'usr/bin/app': { exec: 'app' }, 'usr/share/app': 'data', 'etc/app.conf': 'a\n' },
    config: ['etc/app.conf'],
    depends: ['lib'],
  });
  const lib = await system.repository.add('lib', '1.0.0', { files: { 'usr/lib/lib': 'lib' } });
  await system.change([lib, app]);
  return system;
}

const APP = 'app' as PackageId;

describe('verify and repair', () => {
  it('tell edits of configuration from damage, and put damage right', async () => {
    using system = await installed();
    assert.deepEqual(verifyPackages(system.store, [APP]), []);
    fs.writeFileSync(system.path('etc/app.conf'), 'mine\n');
    fs.rmSync(system.path('usr/share/app'));
    fs.chmodSync(system.path('usr/bin/app'), 0o644);
    assert.deepEqual(verifyPackages(system.store, [APP]), [
      {
        id: 'app',
        damaged: [
          { path: 'usr/bin/app', differences: ['mode'] },
          { path: 'usr/share/app', differences: ['missing'] },
        ],
        edited: [{ path: 'etc/app.conf', differences: ['content'] }],
      },
    ]);
    await system.run(planRepair(system.store, [APP]));
    const [after] = verifyPackages(system.store, [APP]);
    assert.deepEqual(after?.damaged, []);
    assert.equal(system.read('etc/app.conf'), 'mine\n');
  });

  it('know what mpkg removed alone', async () => {
    using system = await installed();
    const mpkg = async (): Promise<void> => {
      await using transaction = await openTransaction({ root: system.root, sync: false });
      await transaction.remove({ name: 'app' });
      await transaction.commit();
    };
    await mpkg();
    const [found] = verifyPackages(system.store, [APP]);
    assert.deepEqual(found?.damaged, [{ path: '', differences: ['missing'] }]);
    await system.run(planRepair(system.store, [APP]));
    assert.deepEqual(verifyPackages(system.store, [APP]), []);
    await mpkg();
    await system.change([], ['app']);
    assert.deepEqual(system.versions(), { lib: '1.0.0' });
    assert.deepEqual(examine(system.store), []);
  });

  it('say nothing of new defaults that were merged', async () => {
    using system = await installed();
    const next = await system.repository.add('app', '1.1.0', {
      files: { 'etc/app.conf': 'a\n\nb\n' },
      config: ['etc/app.conf'],
    });
    fs.writeFileSync(system.path('etc/app.conf'), 'mine\na\n');
    await system.change([next]);
    assert.deepEqual(verifyPackages(system.store, [APP])[0]?.damaged ?? [], []);
  });
});

function codes(system: TestSystem): string[] {
  return examine(system.store).map(({ code, subject }) => `${code} ${subject}`);
}

describe('doctor', () => {
  it('finds nothing in a sound tree', async () => {
    using system = await installed();
    assert.deepEqual(examine(system.store), []);
  });

  it('finds what does not fit together', async () => {
    using system = await installed();
    await system.change([], ['lib']);
    const wish = planWishes(system.store, ['test'], { added: ['install other'], removed: [] });
    await system.run(wish);
    fs.writeFileSync(system.path(OWNERS_FILE), OwnerTable.EMPTY.format());
    fs.rmSync(system.path('var/lib/mpkg/groups/default/app.list'));
    fs.writeFileSync(system.path('var/lib/mpkg/groups/default/alien.list'), 'usr/alien\n');
    assert.deepEqual(codes(system), [
      'requirement-unmet app',
      'wish-unfulfilled other',
      'not-deployed app',
      'not-recorded alien',
    ]);
  });

  it('repair makes the table of owners right again', async () => {
    using system = await installed();
    fs.writeFileSync(system.path(OWNERS_FILE), OwnerTable.EMPTY.format());
    assert.deepEqual(codes(system), ['owner-unknown app', 'owner-unknown lib']);
    await system.run(planRepair(system.store, [APP, 'lib' as PackageId]));
    assert.deepEqual(examine(system.store), []);
  });
});
