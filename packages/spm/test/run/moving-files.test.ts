import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Tree } from '@mpkg/testkit';

import type { Package } from '../../src/package/package.ts';
import { fileChanges } from '../../src/run/file-changes.ts';
import { TestSystem } from './system.ts';

const NAMES = ['a', 'b', 'c'] as const;
const PATHS = ['usr/p', 'usr/d/q', 'usr/d/r', 'usr/e/f/s', 'opt/t'] as const;

type Name = (typeof NAMES)[number];

/** An edition: who has each path, and which packages have files at all; those that have none are groups. */
interface Edition {
  readonly owners: readonly (Name | null)[];
  readonly groups: readonly Name[];
  /** What is in the files. */
  readonly text: string;
}

const edition = (text: string): fc.Arbitrary<Edition> =>
  fc.record({
    owners: fc.array(fc.constantFrom(null, ...NAMES), { minLength: PATHS.length, maxLength: PATHS.length }),
    groups: fc.subarray([...NAMES]),
    text: fc.constantFrom('the same', text),
  });

async function published(system: TestSystem, version: string, made: Edition): Promise<Package[]> {
  const packages = NAMES.map((name) => {
    const tree: Record<string, Tree[string]> = { [`usr/own/${name}`]: name };
    for (const [place, owner] of made.owners.entries()) {
      if (owner === name) tree[PATHS[place] ?? ''] = `${PATHS[place]} ${made.text}`;
    }
    return system.repository.add(name, version, made.groups.includes(name) ? {} : { files: tree });
  });
  return Promise.all(packages);
}

const inOrder = (packages: readonly Package[], order: readonly number[]): Package[] =>
  order.flatMap((place) => packages[place] ?? []);

const order = fc.constantFrom([0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]);

describe('files that move between packages of a plan', () => {
  it('arrive in whatever order the packages come, and go back with an undo', async () => {
    await fc.assert(
      fc.asyncProperty(edition('one'), edition('two'), order, async (before, after, places) => {
        using system = new TestSystem();
        await system.change(await published(system, '1.0.0', before));
        const old = system.fingerprint();
        const next = await published(system, '1.1.0', after);
        await system.change(inOrder(next, places));
        using fresh = new TestSystem(system.repository);
        await fresh.change(next);
        assert.deepEqual(system.fingerprint(), fresh.fingerprint());
        await system.undo();
        assert.deepEqual(system.fingerprint(), old);
        await system.rollback(0);
        assert.deepEqual(system.fingerprint(), []);
      }),
      { numRuns: 60 },
    );
  });

  it('are told so beforehand', async () => {
    using system = new TestSystem();
    const { repository } = system;
    const old = [
      await repository.add('a', '1.0.0', { files: { 'usr/x': 'x', 'usr/a': '' } }),
      await repository.add('b', '1.0.0', { files: { 'usr/y': 'y', 'usr/b': '' } }),
    ];
    const next = [
      await repository.add('a', '1.1.0', { files: { 'usr/y': 'y', 'usr/a': '' } }),
      await repository.add('b', '1.1.0', { files: { 'usr/x': 'x', 'usr/b': '' } }),
    ];
    await system.change(old);
    const changes = await fileChanges(system.plan(next), {
      store: system.store,
      beginnings: async (packages) =>
        Promise.all(
          packages.map(async (wanted) => {
            const found = await repository.find(wanted);
            return found && { ...found, isWhole: true };
          }),
        ),
    });
    assert.deepEqual(
      changes.map(({ id, added, removed }) => ({ id, added, removed })),
      [
        { id: 'a', added: ['usr/y'], removed: ['usr/x'] },
        { id: 'b', added: ['usr/x'], removed: ['usr/y'] },
      ],
    );
  });

  it('are in the way when their package stays', async () => {
    using system = new TestSystem();
    const { repository } = system;
    await system.change([await repository.add('a', '1.0.0', { files: { 'usr/x': 'of a' } })]);
    const before = system.fingerprint();
    const both = [
      await repository.add('b', '1.0.0', { files: { 'usr/x': 'of b' } }),
      await repository.add('a', '1.1.0', { files: { 'usr/x': 'of a', 'usr/a': '' } }),
    ];
    await assert.rejects(system.change(both), { code: 'file-conflict', subject: 'a' });
    assert.deepEqual(system.fingerprint(), before);
    await system.change(both.slice(1));
    assert.deepEqual(system.versions(), { a: '1.1.0' });
  });
});
