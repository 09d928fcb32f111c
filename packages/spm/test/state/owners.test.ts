import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';

import type { SpmError } from '../../src/errors.ts';
import type { PackageId } from '../../src/package/package.ts';
import { OwnerTable } from '../../src/state/owners.ts';

const id = fc.constantFrom('a', 'b', 'c', 'lib:d', 'lib:e') as fc.Arbitrary<PackageId>;
const path = fc.stringMatching(/^[a-c]\/[a-c]{1,2}$/);
/** What packages own after a transaction; nothing for a package that leaves. */
const change = fc
  .array(fc.tuple(id, fc.uniqueArray(path, { maxLength: 6 })), { maxLength: 3 })
  .map((pairs) => new Map(pairs));

describe('OwnerTable', () => {
  it('answers as a plain map does, through any changes and a round trip', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const model = new Map<PackageId, readonly string[]>();
        let table = OwnerTable.EMPTY;
        for (const one of changes) {
          for (const [owner, paths] of one) model.set(owner, paths);
          table = OwnerTable.parse(table.with(one).format(), 'owners');
        }
        for (const asked of new Set([...model.values()].flat().concat('not/there'))) {
          const expected = [...model].filter(([, paths]) => paths.includes(asked)).map(([owner]) => owner);
          assert.deepEqual(table.candidates(asked).toSorted(), expected.toSorted());
        }
      }),
    );
  });

  it('reads a table that does not begin at a word', () => {
    const bytes = OwnerTable.EMPTY.with(new Map([['a' as PackageId, ['usr/bin/a']]])).format();
    const shifted = Buffer.concat([Buffer.from('x'), bytes]).subarray(1);
    assert.deepEqual(OwnerTable.parse(shifted, 'owners').candidates('usr/bin/a'), ['a']);
  });

  it('refuses what is no table or is cut short', () => {
    const bytes = OwnerTable.EMPTY.with(new Map([['a' as PackageId, ['x', 'y']]])).format();
    for (const damaged of [Buffer.alloc(0), Buffer.from('not a table'), bytes.subarray(0, 12)]) {
      assert.throws(
        () => OwnerTable.parse(damaged, 'owners'),
        (error: SpmError) => error.code === 'state-malformed',
      );
    }
  });
});
