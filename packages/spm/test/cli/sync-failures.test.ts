import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { reportFailures } from '../../src/cli/sync/sync-failures.ts';
import { SpmError, type Warning } from '../../src/errors.ts';
import type { RepositorySync } from '../../src/sync/sync.ts';

const failed = (repository: string): RepositorySync => ({
  repository,
  outcome: 'failed',
  error: new SpmError('host-unreachable', `${repository} is away`),
});

const fine: RepositorySync = { repository: 'fine', outcome: 'unchanged', mirrors: [], bytes: 0 };

describe('repositories that were not synced', () => {
  it('are all named, whether or not others were', () => {
    const warnings: Warning[] = [];
    const report = { warn: (warning: Warning) => void warnings.push(warning) };
    assert.equal(reportFailures([fine], report), undefined);
    assert.deepEqual(warnings, []);
    assert.equal(reportFailures([failed('a'), fine, failed('b')], report)?.message, 'a is away');
    assert.deepEqual(
      warnings.splice(0).map(({ subject }) => subject),
      ['a', 'b'],
    );
    assert.throws(() => reportFailures([failed('a'), failed('b')], report), /^SpmError: a is away/);
    assert.deepEqual(
      warnings.map(({ subject }) => subject),
      ['b'],
    );
  });
});
