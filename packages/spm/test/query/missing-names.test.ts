import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { temporaryDirectory } from '@mpkg/testkit';

import { missingNames, noteMissing } from '../../src/query/missing-names.ts';

const day = (date: number): Date => new Date(Date.UTC(2026, 0, date));

describe('names that no repository had', () => {
  test('are counted, the most wanted first, then the latest', () => {
    using directory = temporaryDirectory();
    const file = join(directory.path, 'var/lib/spm/missing');
    for (const [name, date] of [
      ['b', 1],
      ['a', 2],
      ['b', 3],
      ['c\n"x', 4],
    ] as const)
      noteMissing(file, name, day(date));
    appendFileSync(file, 'a damaged line\n');
    assert.deepEqual(
      missingNames(file).map(({ name, times, last }) => [name, times, last.slice(0, 10)]),
      [
        ['b', 2, '2026-01-03'],
        ['c\n"x', 1, '2026-01-04'],
        ['a', 1, '2026-01-02'],
      ],
    );
  });

  test('where nothing may be written, nothing is noted', () => {
    using directory = temporaryDirectory();
    const file = join(directory.path, 'missing');
    mkdirSync(file);
    noteMissing(file, 'a', new Date(0));
    assert.deepEqual(readdirSync(directory.path), ['missing']);
    assert.deepEqual(readdirSync(file), []);
  });
});
