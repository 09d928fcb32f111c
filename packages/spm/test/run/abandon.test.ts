import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { LONG } from '@mpkg/testkit';

import type { Trigger } from '../../src/package/step.ts';
import { printPlan } from '../../src/plan/text.ts';
import { beginChange } from '../../src/run/begin.ts';
import { examine } from '../../src/run/doctor.ts';
import { TestSystem } from './system.ts';

const CHILD = path.join(import.meta.dirname, 'abandon-child.ts');
const NEVER: Trigger = { name: 'never', paths: ['usr/'], command: ['/no/such/program'] };

describe('a run that is killed at any of its events', () => {
  it('is finished or taken back by the next change, which says which', LONG, async () => {
    const outcomes = [];
    for (let at = 0, isKilled = true; isKilled; at++) {
      using system = new TestSystem();
      const [a, b] = await Promise.all(
        ['a', 'b'].map((name) => system.repository.add(name, '1.0.0', { files: { [`usr/${name}`]: name } })),
      );
      assert.ok(a !== undefined && b !== undefined);
      const file = system.path('../plan.json');
      fs.writeFileSync(file, printPlan({ ...system.plan([a, b]), triggers: [NEVER] }));
      const args = ['--conditions=source', CHILD, system.root, system.repository.directory, file, String(at)];
      isKilled = spawnSync(process.execPath, args, { stdio: 'inherit' }).signal === 'SIGKILL';
      using change = await beginChange(system.root, () => undefined, { sync: false });
      const { outcome, packages } = change.recovered ?? { outcome: 'nothing', packages: [] };
      outcomes.push(outcome);
      const isNew = system.store.hasRecord(1);
      assert.deepEqual(system.versions(), isNew ? { a: '1.0.0', b: '1.0.0' } : {});
      assert.deepEqual(system.fingerprint().length > 0, isNew);
      assert.ok(packages.every((found) => found.isNew === isNew && (found.version !== null) === isNew));
      assert.deepEqual(examine(system.store), []);
    }
    assert.deepEqual(outcomes, ['rolled-back', 'rolled-back', 'completed', 'nothing']);
  });
});
