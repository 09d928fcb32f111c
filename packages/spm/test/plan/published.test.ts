import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fingerprint } from '@mpkg/testkit';

import type { SpmError } from '../../src/errors.ts';
import { planUndo } from '../../src/history/undo.ts';
import type { PackageId } from '../../src/package/package.ts';
import { planAutoremoval, planRemoval } from '../../src/plan/remove.ts';
import { parsePlan, printPlan } from '../../src/plan/text.ts';
import { planWorld } from '../../src/plan/apply-world.ts';
import { planSkip } from '../../src/plan/skip.ts';
import { planUpdate } from '../../src/plan/update.ts';
import { planBlock, planMarkDependency, planMarkExplicit, planPin } from '../../src/plan/wishes.ts';
import { parseWorld, printWorld } from '../../src/world/text.ts';
import { PublishedSystem, type Published } from './published.ts';

const LIB: Published = { name: 'lib', version: '1.0.0', files: { 'usr/lib/lib.so': '1' } };
const APP: Published = {
  name: 'app',
  version: '1.0.0',
  depends: ['lib >=1'],
  files: { 'usr/bin/app': { exec: '1' }, 'etc/app.conf': 'a\n' },
  config: ['etc/app.conf'],
  modes: [{ path: 'usr/bin/app', mode: '4755' }],
};
const WEB: Published = { name: 'web', version: '1.0.0', kind: 'group', depends: ['app', 'java'] };
const JAVA: Published = { name: 'java', version: '1.0.0', kind: 'abstract', standard: 'jre' };
const JRE: Published = { name: 'jre', version: '17.0.0', provides: ['java'], files: { 'usr/jre': '17' } };
const ALL = [LIB, APP, WEB, JAVA, JRE];

const id = (text: string): PackageId => text as PackageId;

describe('from a published index to a running system', () => {
  it('says of an abstract name with nobody behind it what is missing', async () => {
    using system = new PublishedSystem();
    await system.publish([{ ...WEB, depends: ['java'] }, JAVA]);
    await assert.rejects(system.install('web'), (error: SpmError) => {
      assert.match(
        error.message,
        /web 1\.0\.0 \(test\) needs java; java is only a name, and nothing that provides it/,
      );
      return error.code === 'unsatisfiable';
    });
  });

  it('installs a group with all that it needs, says why, and undoes it offline from the cache', async () => {
    using system = new PublishedSystem();
    const empty = fingerprint(system.root, { except: ['var'] });
    await system.publish(ALL);
    const plan = await system.install('web');
    assert.deepEqual(Object.fromEntries(plan.steps.map((step) => [step.id, step.reason.kind])), {
      web: 'explicit',
      app: 'needed',
      lib: 'needed',
      jre: 'needed',
    });
    const order = plan.steps.map((step) => step.id as string);
    assert.ok(order.indexOf('lib') < order.indexOf('app') && order.indexOf('app') < order.indexOf('web'));
    assert.ok(system.exists('usr/bin/app') && system.exists('usr/jre'));
    assert.deepEqual([...system.store.world()], ['install web']);
    await system.run(planRemoval(system.store, [id('web')], false));
    await system.run(planAutoremoval(system.store));
    assert.deepEqual(system.versions(), {});
    assert.deepEqual(fingerprint(system.root, { except: ['var'] }), empty);
    system.unpublishPacs();
    await system.run(planUndo(system.store, 3), { offline: true });
    await system.run(planUndo(system.store, 2), { offline: true });
    assert.ok(system.exists('usr/bin/app'));
  });

  it('hashes again what lay in the cache, and refuses it whole when it was damaged', async () => {
    using system = new PublishedSystem();
    await system.publish(ALL);
    await system.install('app');
    await system.run(planRemoval(system.store, [id('app')], false));
    await system.run(planAutoremoval(system.store));
    const before = fingerprint(system.root, { except: ['var'] });
    system.damageCache();
    await assert.rejects(system.install('app'), { code: 'digest-mismatch', exit: 6 });
    assert.deepEqual(fingerprint(system.root, { except: ['var'] }), before);
    assert.deepEqual(system.versions(), {});
  });

  it('runs an approved plan from a file, and refuses it once the repository changed', async () => {
    using system = new PublishedSystem();
    await system.publish(ALL);
    const plan = await system.plan({
      words: ['install', 'app'],
      jobs: [{ job: 'install', target: { name: 'app' } }],
    });
    const text = printPlan(plan);
    await system.publish([...ALL, { ...LIB, version: '1.1.0' }]);
    await assert.rejects(system.run(parsePlan(text, 'p.json')), { code: 'plan-stale', exit: 11 });
  });

  it('updates, holds what is pinned, and passes over what is blocked', async () => {
    using system = new PublishedSystem();
    await system.publish(ALL);
    await system.install('app');
    await system.publish([...ALL, { ...LIB, version: '1.1.0' }, { ...APP, version: '1.1.0' }]);
    const update = { words: ['update'], jobs: [{ job: 'upgrade' }] } as const;
    assert.deepEqual(
      (await system.plan(update)).steps.map((step) => `${step.action} ${step.id}`),
      ['upgrade lib', 'upgrade app'],
    );
    await system.run(planPin(system.store, id('app'), undefined));
    assert.deepEqual(
      (await system.plan(update)).steps.map((step) => step.id as string),
      ['lib'],
    );
    await system.run(planBlock(system.store, 'lib', '>=1.1'));
    await system.run(planSkip(system.store, id('later'), 'usr/share/doc'));
    assert.deepEqual((await system.plan(update)).steps, []);
  });

  it('updates the manager first and alone, and exactly to what is meant', async () => {
    using system = new PublishedSystem();
    const spm: Published = { name: 'spm', version: '1.0.0', files: { 'usr/bin/spm': '1' } };
    await system.publish([...ALL, spm]);
    await system.install('app', 'spm');
    const newer = ['1.1.0', '1.2.0'].flatMap((version) => [
      { ...LIB, version },
      { ...spm, version },
    ]);
    await system.publish([...ALL, spm, ...newer]);
    const manager = ['spm'];
    const first = await system.planning((planning) =>
      planUpdate(planning, { targets: [], exclude: [], manager }),
    );
    assert.deepEqual(
      [first.isManagerFirst, first.plan.steps.map((step) => step.id as string)],
      [true, ['spm']],
    );
    await system.run(first.plan);
    const then = await system.planning((planning) =>
      planUpdate(planning, { targets: [], exclude: [], manager }),
    );
    assert.deepEqual(
      [then.isManagerFirst, then.plan.steps.map((step) => step.after?.version)],
      [false, ['1.2.0']],
    );
    const exact = await system.planning((planning) =>
      planUpdate(planning, { targets: [{ name: 'lib', range: '=1.1.0' }], exclude: [], manager }),
    );
    assert.deepEqual(
      exact.plan.steps.map((step) => step.after?.version),
      ['1.1.0'],
    );
    const none = await system.planning((planning) =>
      planUpdate(planning, { targets: [], exclude: ['lib'], manager }),
    );
    assert.deepEqual(none.plan.steps, []);
  });

  it('rebuilds a system elsewhere from its world', async () => {
    using system = new PublishedSystem();
    await system.publish(ALL);
    await system.install('web');
    await system.run(planBlock(system.store, 'lib', '>=2'));
    const world = printWorld(system.store.world());
    using other = new PublishedSystem();
    await other.publish(ALL);
    await other.run(await other.planning((planning) => planWorld(planning, parseWorld(world, 'w'), 'w')));
    assert.deepEqual(other.versions(), system.versions());
    assert.deepEqual(other.store.world(), system.store.world());
  });

  it('keeps planning with packages that no repository lists any more', async () => {
    using system = new PublishedSystem();
    await system.publish(ALL);
    await system.install('app');
    await system.publish([{ ...LIB, version: '1.2.0' }, JRE]);
    await system.install('jre');
    assert.deepEqual(system.versions(), { app: '1.0.0', lib: '1.0.0', jre: '17.0.0' });
    const { steps } = await system.plan({ words: ['update'], jobs: [{ job: 'upgrade' }] });
    assert.deepEqual(
      steps.map((step) => `${step.action} ${step.id}`),
      ['upgrade lib'],
    );
    await assert.rejects(
      system.plan({ words: ['install'], jobs: [{ job: 'install', target: { name: 'app', range: '2' } }] }),
      { code: 'version-unknown' },
    );
  });

  it('refuses with near names, and with the choices of an abstract package', async () => {
    using system = new PublishedSystem();
    const [abstract, other] = [
      { ...JAVA, standard: undefined },
      { ...JRE, name: 'jdk' },
    ];
    await system.publish([LIB, APP, abstract, JRE, other]);
    await assert.rejects(system.install('ap'), (error: SpmError) => {
      assert.deepEqual(error.details?.['near'], ['app']);
      return error.code === 'package-unknown' && error.exit === 3;
    });
    await assert.rejects(system.install('java'), (error: SpmError) => {
      assert.deepEqual(new Set(error.details?.['choices'] as string[]), new Set(['jdk', 'jre']));
      return error.code === 'choice-needed' && error.exit === 9;
    });
  });

  it('removes only what nothing needs, unless told to cascade', async () => {
    using system = new PublishedSystem();
    await system.publish(ALL);
    await system.install('app');
    assert.throws(
      () => planRemoval(system.store, [id('lib')], false),
      (error: SpmError) => error.code === 'dependents-exist' && error.exit === 4,
    );
    const cascade = planRemoval(system.store, [id('lib')], true);
    assert.deepEqual(
      cascade.steps.map((step) => step.id as string),
      ['app', 'lib'],
    );
    await system.run(cascade);
    assert.deepEqual([system.versions(), [...system.store.world()]], [{}, []]);
  });

  it('tells explicit from needed by the world alone', async () => {
    using system = new PublishedSystem();
    await system.publish(ALL);
    await system.install('app');
    await system.run(planMarkExplicit(system.store, id('lib')));
    await system.run(planMarkDependency(system.store, id('app')));
    assert.deepEqual(
      planAutoremoval(system.store).steps.map((step) => step.id as string),
      ['app'],
    );
    await system.run(planUndo(system.store));
    assert.deepEqual(planAutoremoval(system.store).steps, []);
  });
});
