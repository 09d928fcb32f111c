import assert from 'node:assert/strict';
import { test } from 'node:test';

import { splitWish } from '../../../src/cli/change/split-wish.ts';

const CASES = [
  ['demo', 'demo', undefined],
  ['demo=1.2', 'demo', '=1.2'],
  ['demo@1.2', 'demo', '=1.2'],
  ['demo@>=1.2', 'demo', '>=1.2'],
  ['demo>=1 <2', 'demo', '>=1 <2'],
  ['demo <2', 'demo', '<2'],
  ['i686:demo=1:2.0-1', 'i686:demo', '=1:2.0-1'],
  ['g++-12~12.2', 'g++-12', '~12.2'],
] as const;

for (const [typed, id, range] of CASES) {
  test(`a wish about ${typed}`, () => {
    assert.deepEqual(splitWish(typed), { id, range });
  });
}

test('what is no name or no range is refused', () => {
  assert.throws(() => splitWish('=1.2'), { code: 'request-invalid' });
  assert.throws(() => splitWish(''), { code: 'request-invalid' });
  assert.throws(() => splitWish('demo>=<1'), { code: 'range-invalid' });
  assert.throws(() => splitWish('demo=1 y'), { code: 'range-invalid' });
});
