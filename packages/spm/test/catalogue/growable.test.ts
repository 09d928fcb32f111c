import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { GrowableIntegers, GrowableUint32 } from '../../src/catalogue/columns/growable.ts';

describe('a list that grows', () => {
  it('has what was put in, and its slices, however many chunks they lie in', () => {
    const numbers = Uint32Array.from({ length: 50_000 }, (_, index) => (index * 2_654_435_761) >>> 0);
    const list = new GrowableUint32();
    for (const number of numbers) list.push(number);
    assert.equal(list.length, numbers.length);
    assert.deepEqual(list.slice(), numbers);
    const places = [0, 1, 16_383, 16_384, 16_385, 32_767, 32_768, 49_999, 50_000];
    for (const start of places) {
      assert.equal(list.at(start), numbers[start] ?? 0);
      for (const end of places) assert.deepEqual(list.slice(start, end), numbers.slice(start, end));
    }
    list.clear();
    list.push(7);
    assert.deepEqual(list.slice(), Uint32Array.of(7));
  });

  it('has whole numbers of more than 32 bits', () => {
    const numbers = [0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 3, Number.MAX_SAFE_INTEGER];
    const list = new GrowableIntegers();
    for (const number of numbers) list.push(number);
    assert.deepEqual(
      numbers.map((_, index) => list.at(index)),
      numbers,
    );
  });
});
