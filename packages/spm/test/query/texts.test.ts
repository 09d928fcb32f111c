import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { costText } from '../../src/query/cost-text.ts';
import { sizeText } from '../../src/query/size-text.ts';

const NOTHING = { installs: 0, removals: 0, changes: 0, downloadBytes: 0 };

describe('texts for people', () => {
  test('sizes go to the unit that shows them shortest', () => {
    const sizes = [0, 999, 1, 1000, 3_400_000, 999_949, 999_950, -1_200_000_000, 5e15];
    assert.deepEqual(sizes.map(sizeText), [
      '0 B',
      '999 B',
      '1 B',
      '1.0 kB',
      '3.4 MB',
      '999.9 kB',
      '1.0 MB',
      '-1.2 GB',
      '5000.0 TB',
    ]);
  });

  test('a cost names what changes', () => {
    assert.equal(costText(NOTHING), 'changes nothing else');
    assert.equal(
      costText({ ...NOTHING, installs: 1, downloadBytes: 2000 }),
      'installs 1 package, downloads 2.0 kB',
    );
    assert.equal(
      costText({ installs: 2, removals: 1, changes: 3, downloadBytes: -2000 }),
      'installs 2 packages, removes 1, changes 3, downloads 2.0 kB less',
    );
  });
});
