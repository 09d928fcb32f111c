import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { knownSince } from '../../src/plan/known-since.ts';
import type { MinAge } from '../../src/plan/min-age.ts';
import type { Planning } from '../../src/plan/planning.ts';
import { planUpdate, type UpdatePlan } from '../../src/plan/update.ts';
import type { Target } from '../../src/solve/index.ts';
import { keepFirstSeen, readFirstSeen, seenKey } from '../../src/state/first-seen.ts';
import { PublishedSystem, type Published } from './published.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-03-10T00:00:00Z');

function release(
  name: string,
  version: string,
  published?: string,
  depends: readonly string[] = [],
): Published {
  return {
    name,
    version,
    depends,
    files: { [`usr/share/${name}`]: version },
    ...(published !== undefined && { published: `${published}T00:00:00Z` }),
  };
}

const FIRST = [release('app', '1.0.0', '2026-01-01', ['lib']), release('lib', '1.0.0', '2026-01-01')];

function minAge({ catalogue, store }: Planning, days: number, indexDate?: number): MinAge {
  const input = { catalogue, indexDate: () => indexDate, firstSeen: readFirstSeen(store), now: NOW };
  return { age: days * DAY, now: NOW, knownSince: knownSince(input) };
}

async function system(next: readonly Published[]): Promise<PublishedSystem> {
  const made = new PublishedSystem();
  await made.publish(FIRST);
  await made.install('app');
  await made.publish([...FIRST, ...next]);
  return made;
}

function updated(made: PublishedSystem, days: number, targets: readonly Target[] = []): Promise<UpdatePlan> {
  return made.planning((planning) =>
    planUpdate(planning, { targets, exclude: [], manager: [], minAge: minAge(planning, days) }),
  );
}

const arrivals = ({ plan }: UpdatePlan): string[] =>
  plan.steps.map(({ id, after }) => `${id} ${after?.version}`);
const held = ({ heldBack }: UpdatePlan): string[] =>
  heldBack.map(({ name, version }) => `${name} ${version}`);

describe('an update with a least age', () => {
  it('takes the newest version that is old enough', async () => {
    using made = await system([
      release('app', '1.1.0', '2026-03-01', ['lib']),
      release('app', '1.2.0', '2026-03-08', ['lib']),
      release('app', '1.3.0', '2026-03-09', ['lib']),
    ]);
    const plan = await updated(made, 7);
    assert.deepEqual(arrivals(plan), ['app 1.1.0']);
    assert.deepEqual(held(plan).toSorted(), ['app 1.2.0', 'app 1.3.0']);
    assert.deepEqual(arrivals(await updated(made, 2)), ['app 1.2.0']);
    assert.deepEqual(arrivals(await updated(made, 0)), ['app 1.3.0']);
    assert.deepEqual(held(await updated(made, 30)).length, 3);
  });

  it('passes over what needs a dependency that is too young', async () => {
    using made = await system([
      release('app', '1.1.0', '2026-03-01', ['lib >=1.1.0', 'extra']),
      release('lib', '1.1.0', '2026-03-01'),
      release('extra', '1.0.0', '2026-03-09'),
    ]);
    const plan = await updated(made, 7);
    assert.deepEqual([arrivals(plan), held(plan)], [['lib 1.1.0'], ['extra 1.0.0']]);
  });

  it('refuses a young version that is asked for', async () => {
    using made = await system([release('app', '1.1.0', '2026-03-09', ['lib'])]);
    const target = { name: 'app', range: '=1.1.0' };
    await assert.rejects(updated(made, 7, [target]), { code: 'version-too-young', exit: 11 });
    assert.deepEqual(arrivals(await updated(made, 7, [{ name: 'app' }])), []);
  });

  it('counts from the first look, or from the date of the index, where no date is stated', async () => {
    using made = await system([release('lib', '1.1.0')]);
    assert.deepEqual(held(await updated(made, 7)), ['lib 1.1.0']);
    const key = seenKey({ repository: 'test', name: 'lib', architecture: 'amd64', version: '1.1.0' });
    await keepFirstSeen(made.store, new Map([[key, '2026-03-05T00:00:00.000Z']]));
    assert.deepEqual(held(await updated(made, 7)), ['lib 1.1.0']);
    assert.deepEqual(arrivals(await updated(made, 5)), ['lib 1.1.0']);
    const dated = await made.planning((planning) =>
      planUpdate(planning, {
        targets: [],
        exclude: [],
        manager: [],
        minAge: minAge(planning, 7, Date.parse('2026-02-01')),
      }),
    );
    assert.deepEqual(arrivals(dated), ['lib 1.1.0']);
  });
});
