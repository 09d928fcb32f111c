import assert from 'node:assert/strict';
import { test } from 'node:test';

import fc from 'fast-check';

import { Limiter } from '../../src/transport/limiter.ts';

test('a limiter runs all tasks, in order, never more at a time than it is wide, also when some fail', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.record({ turns: fc.nat(3), fails: fc.boolean() }), { maxLength: 20 }),
      async (width, tasks) => {
        const limiter = new Limiter(width);
        const started: number[] = [];
        let running = 0;
        let most = 0;
        const results = await Promise.allSettled(
          tasks.map(({ turns, fails }, index) =>
            limiter.run(async () => {
              started.push(index);
              most = Math.max(most, ++running);
              for (let turn = 0; turn < turns; turn++) await Promise.resolve();
              running--;
              if (fails) throw new Error('failed');
              return index;
            }),
          ),
        );
        assert.deepEqual(
          results.map(({ status }) => status === 'rejected'),
          tasks.map(({ fails }) => fails),
        );
        assert.deepEqual(
          started,
          tasks.map((_, index) => index),
        );
        assert(most <= width);
      },
    ),
  );
});
