import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';
import { LONG, fingerprint } from '@mpkg/testkit';

import type { Package } from '../../src/package/package.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { recover, type RecoverResult } from '../../src/run/recover.ts';
import { INTENT_FILE } from '../../src/state/layout.ts';
import { holdState } from '../../src/state/lock.ts';
import { faultyDisk, type Fault } from './faulty-disk.ts';
import type { TestRepository } from './repository.ts';
import { TestSystem } from './system.ts';

const CONFIG = 'port 80\nuser www\nroot /srv\n';

interface Packages {
  readonly before: readonly Package[];
  readonly after: readonly Package[];
}

/** One that is upgraded, one that goes and one that comes, all with configuration. */
async function addPackages(repository: TestRepository): Promise<Packages> {
  const add = (name: string, version: string, config: string): Promise<Package> =>
    repository.add(name, version, {
      files: { [`usr/${name}/both`]: version, [`usr/${name}/${version}`]: '', [`etc/${name}`]: config },
      config: [`etc/${name}`],
    });
  return {
    before: [await add('a', '1.0.0', CONFIG), await add('b', '1.0.0', CONFIG)],
    after: [await add('a', '1.1.0', CONFIG.replace('/srv', '/www')), await add('c', '1.0.0', CONFIG)],
  };
}

/** Brings a tree to where a plan changes everything in it, with a configuration that the user edited. */
async function prepare(system: TestSystem, { before, after }: Packages): Promise<Plan> {
  await system.change(before);
  fs.writeFileSync(system.path('etc/a'), CONFIG.replace('80', '8080'));
  return system.plan(after, ['b']);
}

/** Tree and state, without the engine's own: it holds times. */
function picture(system: TestSystem): readonly string[] {
  return fingerprint(system.root, { except: ['var/lib/mpkg'] });
}

interface Failed {
  /** Whether the fault came at all. */
  readonly struck: boolean;
  readonly error: unknown;
}

/** Runs a plan on a disk that fails. A dead process would not have taken its intent back, so it lies there again. */
async function runFailing(system: TestSystem, plan: Plan, fault: Fault, at: number): Promise<Failed> {
  const file = system.path(INTENT_FILE);
  let intent: Buffer | undefined;
  const disk = faultyDisk(fault, at, () => void (intent = fs.readFileSync(file)));
  const error = await system.run(plan, { disk }).then(
    () => undefined,
    (raised: unknown) => raised,
  );
  if (fault === 'death' && intent !== undefined) fs.writeFileSync(file, intent);
  return { struck: intent !== undefined, error };
}

/** As another process would: the locks of a dead one are broken. */
async function recoverLater(system: TestSystem): Promise<RecoverResult> {
  for (const tool of ['mpkg', 'spm']) fs.rmSync(system.path(`var/lib/${tool}/lock`), { force: true });
  using state = await holdState(system.root);
  return await recover({ state, emit: () => undefined, sync: false });
}

describe('a failure at any changing call', () => {
  for (const fault of ['no-space', 'death'] satisfies Fault[]) {
    it(`leaves everything old or everything new: ${fault}`, LONG, async () => {
      using reference = new TestSystem();
      const packages = await addPackages(reference.repository);
      const plan = await prepare(reference, packages);
      const before = picture(reference);
      await reference.run(plan);
      const after = picture(reference);
      const seen = new Set<string>();
      for (let at = 0; ; at++) {
        using system = new TestSystem(reference.repository);
        const own = await prepare(system, packages);
        const { struck, error } = await runFailing(system, own, fault, at);
        if (!struck) break;
        const recovered = await recoverLater(system);
        const isNew = system.store.hasRecord(2);
        assert.deepEqual(picture(system), isNew ? after : before, `${fault} at call ${at}`);
        assert.equal(fs.existsSync(system.path(INTENT_FILE)), false);
        seen.add(`${error === undefined ? 'ran' : 'failed'} ${isNew ? 'new' : 'old'}`);
        for (const { isNew: said } of recovered.packages) assert.equal(said, isNew);
        if (!isNew) await system.run(own);
        assert.deepEqual(picture(system), after);
      }
      assert.ok(seen.has('failed old'), [...seen].join(', '));
    });
  }

  it('says what was interrupted, and at which versions its packages are', async () => {
    using system = new TestSystem();
    const plan = await prepare(system, await addPackages(system.repository));
    assert.ok((await runFailing(system, plan, 'death', 40)).error instanceof Error);
    assert.deepEqual(await recoverLater(system), {
      outcome: 'rolled-back',
      request: plan.request,
      packages: [
        { id: 'b', version: '1.0.0', isNew: false },
        { id: 'a', version: '1.0.0', isNew: false },
        { id: 'c', version: null, isNew: false },
      ],
      failed: [],
      restored: [],
    });
    assert.equal((await recoverLater(system)).outcome, 'nothing');
  });
});
