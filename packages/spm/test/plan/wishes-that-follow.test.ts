import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Change } from '../../src/plan/make-plan.ts';
import type { PackageId } from '../../src/package/package.ts';
import type { Reason } from '../../src/package/step.ts';
import { withFollowing } from '../../src/plan/wishes-that-follow.ts';
import { NO_CHANGE } from '../../src/world/world.ts';

const old = 'old' as PackageId;

function departure(reason: Reason, id = old): Change {
  const before = {
    version: '1',
    scheme: 'debian',
    architecture: 'amd64',
    repository: 'test',
    installedBytes: 1,
    transaction: 1,
  } as const;
  return { id, before, after: null, reason };
}

const RENAMED: Reason = { kind: 'replaced', by: 'new' as PackageId };
const CONFLICT: Reason = { kind: 'conflict', with: 'other' as PackageId };

const CASES: readonly (readonly [what: string, line: string, reason: Reason, after: string | undefined])[] = [
  ['a wish moves to what takes the place', 'install old', RENAMED, 'install new'],
  ['a range was said of the old name', 'install old >=1 <2', RENAMED, 'install new'],
  ['what is of another group stays', 'install old in musl', RENAMED, 'install old in musl'],
  ['an architecture stays', 'install old:amd64', RENAMED, 'install new:amd64'],
  ['an integration moves', 'integrate old at /opt/bin', RENAMED, 'integrate new at /opt/bin'],
  ['a provider moves', 'install java with old', RENAMED, 'install java with new'],
  ['what is of another package stays', 'install older', RENAMED, 'install older'],
  ['a pin waits for the old name', 'pin old =1', RENAMED, 'pin old =1'],
  ['a wish goes with what cannot stay', 'install old', CONFLICT, undefined],
  ['so does an integration', 'integrate old', CONFLICT, undefined],
  ['a choice goes with the provider', 'install java with old', CONFLICT, 'install java'],
  ['a skip waits for the package', 'skip old usr/share/doc', CONFLICT, 'skip old usr/share/doc'],
];

describe('wishes when packages go', () => {
  for (const [what, line, reason, after] of CASES) {
    it(`${what}: ${line}`, () => {
      const expected =
        after === line
          ? { removed: [], added: [] }
          : { removed: [line], added: after === undefined ? [] : [after] };
      assert.deepEqual(withFollowing(new Set([line]), NO_CHANGE, [departure(reason)]), expected);
    });
  }

  it('of a chosen group move with what is in it', () => {
    const change = departure({ kind: 'replaced', by: 'new' as PackageId }, 'musl:old' as PackageId);
    assert.deepEqual(withFollowing(new Set(['install old in musl']), NO_CHANGE, [change]), {
      removed: ['install old in musl'],
      added: ['install new'],
    });
  });

  it('of the same name in another group are as they were asked for', () => {
    const change = departure({ kind: 'replaced', by: 'musl:old' as PackageId });
    const asked = { removed: ['install old'], added: ['install old in musl'] };
    assert.deepEqual(withFollowing(new Set(['install old']), asked, [change]), asked);
  });

  it('join what was asked for', () => {
    const asked = { removed: [], added: ['install other'] };
    assert.deepEqual(withFollowing(new Set(['install old']), asked, [departure(CONFLICT)]), {
      removed: ['install old'],
      added: ['install other'],
    });
  });
});
