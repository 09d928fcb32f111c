import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import { answersIn, wishOfAnswer } from '../../src/world/options.ts';
import { parseWorld, printWish, printWorld } from '../../src/world/text.ts';

describe('options in the world', () => {
  it('are lines that hold any option and any value', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        (option, value) => {
          const line = printWish(wishOfAnswer('tool', option, value));
          const world = parseWorld(printWorld(new Set([line, 'install tool'])), 'world');
          assert.deepEqual([...world].toSorted(), ['install tool', line].toSorted());
          assert.deepEqual([...answersIn(world)], [['tool', new Map([[option, value]])]]);
        },
      ),
    );
  });

  it('are gathered by name', () => {
    const world = parseWorld('option b x=1\noption a tls=true\noption a shell=\n', 'world');
    assert.deepEqual(
      answersIn(world),
      new Map([
        [
          'a',
          new Map([
            ['shell', ''],
            ['tls', 'true'],
          ]),
        ],
        ['b', new Map([['x', '1']])],
      ]),
    );
  });

  for (const line of ['option a', 'option a tls', 'option a =x', 'option g:a tls=x', 'option a b=c d=e']) {
    it(`are not \`${line}\``, () => {
      assert.throws(() => parseWorld(`${line}\n`, 'world'), { code: 'config-invalid' });
    });
  }
});
