import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { LONG } from '@mpkg/testkit';
import fc from 'fast-check';

import type { Catalogue } from '../../src/catalogue/index.ts';
import { repositories as arbitraryRepositories } from './arbitrary-records.ts';
import { NaiveCatalogue, type Offer } from './naive.ts';
import { compiled, record, repository, type Architectures, type RecordSpec } from './support.ts';

const ARCHITECTURES: Architectures = ['amd64', 'i386'];

type Specs = ReadonlyArray<readonly RecordSpec[]>;

const rankedFrom = (specs: Specs) => specs.map((list, rank) => repository(`r${rank}`, list));

function naive(specs: Specs): NaiveCatalogue {
  const offers = specs.flatMap((list, rank): Offer[] => list.map((spec) => ({ record: record(spec), rank })));
  return new NaiveCatalogue(offers, ARCHITECTURES);
}

function statedBy(catalogue: Catalogue, candidate: number, kind: 'depends' | 'recommends' | 'conflicts') {
  return catalogue[kind].of(candidate).map((relation) => catalogue.members.of(relation));
}

function assertAgrees(catalogue: Catalogue, expected: NaiveCatalogue): void {
  assert.equal(catalogue.candidateCount, expected.offers.length);
  const slotOf = Array.from(expected.offers, (_, candidate) => catalogue.slotOf(candidate));
  const slots = [...new Set(slotOf)].map((slot) => catalogue.candidatesOf(slot));
  assert.deepEqual(slots, expected.slotsInOrder());
  for (const candidates of slots) {
    for (const candidate of candidates) assert.equal(slotOf[candidate], slotOf[candidates[0] ?? -1]);
  }
  for (const [candidate, { record: one, rank }] of expected.offers.entries()) {
    assert.deepEqual(
      [catalogue.nameOf(candidate), catalogue.versionOf(candidate), catalogue.architectureOf(candidate)],
      [one.name, one.version, one.architecture],
    );
    assert.equal(catalogue.cardOf(candidate).repository, rank);
    const resolve = (texts: readonly string[], isConflict: boolean) =>
      texts.map((text) => expected.membersOf(text, one, isConflict));
    assert.deepEqual(statedBy(catalogue, candidate, 'depends'), resolve(one.depends, false));
    assert.deepEqual(statedBy(catalogue, candidate, 'recommends'), resolve(one.recommends, false));
    const excluded = expected.exclusionsOf(candidate);
    assert.deepEqual(statedBy(catalogue, candidate, 'conflicts'), [
      ...resolve(one.conflicts, true),
      ...(excluded.length > 0 ? [excluded] : []),
    ]);
  }
}

describe('a compiled catalogue', () => {
  it('answers as looking at every record does', LONG, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRepositories, async (specs) => {
        using made = await compiled(rankedFrom(specs), ARCHITECTURES);
        assertAgrees(made.catalogue, naive(specs));
      }),
      { numRuns: 100 },
    );
  });

  it('has the same bytes for the same records', LONG, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRepositories, async (specs) => {
        using one = await compiled(rankedFrom(specs), ARCHITECTURES);
        using other = await compiled(rankedFrom(specs), ARCHITECTURES);
        assert.deepEqual(readFileSync(one.path), readFileSync(other.path));
      }),
      { numRuns: 20 },
    );
  });
});
