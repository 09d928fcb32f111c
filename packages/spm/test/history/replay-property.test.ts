import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';
import { LONG } from '@mpkg/testkit';
import fc from 'fast-check';

import type { Package } from '../../src/package/package.ts';
import type { Step } from '../../src/package/step.ts';
import { graphOf, newBreaches } from '../../src/state/graph.ts';
import type { TestRepository } from '../run/repository.ts';
import { TestSystem } from '../run/system.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const VERSIONS = ['1.0.0', '1.1.0', '1.2.0'] as const;

type Versions = ReadonlyMap<string, Package>;

/** Six packages in three versions that share directories, grow, shrink, bring links and configuration, and need each other. */
async function addPackages(repository: TestRepository): Promise<Versions> {
  const versions = new Map<string, Package>();
  for (const [place, name] of NAMES.entries()) {
    for (const [age, version] of VERSIONS.entries()) {
      const extra = age === 1 ? { [`usr/${name}/only-here/deep`]: { link: '../..' } } : {};
      const added = await repository.add(name, version, {
        files: {
          [`usr/bin/${name}`]: { exec: `${name} ${version}` },
          [`usr/share/common-${place % 2}/${name}`]: name,
          [`etc/${name}.conf`]: `name ${name}\n\nversion ${version}\n\nend\n`,
          ...extra,
        },
        config: [`etc/${name}.conf`],
        depends: place > 0 && age === 2 ? [`${NAMES[place - 1]} >=1.1`] : [],
      });
      versions.set(`${name} ${version}`, added);
    }
  }
  return versions;
}

/** What a user does: packages to have at a version or, with null, to remove; and what they edit afterwards. */
interface Deed {
  readonly wanted: ReadonlyMap<string, string | null>;
  readonly edit: { readonly name: string; readonly text: string };
}

const deed: fc.Arbitrary<Deed> = fc.record({
  wanted: fc
    .array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(null, ...VERSIONS)), {
      minLength: 1,
      maxLength: 3,
    })
    .map((pairs) => new Map(pairs)),
  edit: fc.record({ name: fc.constantFrom(...NAMES), text: fc.constantFrom('one', 'two', 'three') }),
});

/** Brings a tree to the versions, as one transaction where that changes anything. */
async function carryOut(
  system: TestSystem,
  versions: Versions,
  wanted: ReadonlyMap<string, string | null>,
): Promise<number | null> {
  const now = system.versions();
  const changed = [...wanted].filter(([name, version]) => (now[name] ?? null) !== version);
  const install = changed.flatMap(([name, version]) => versions.get(`${name} ${version}`) ?? []);
  const remove = changed.flatMap(([name, version]) => (version === null ? [name] : []));
  return (await system.change(install, remove)).transaction;
}

/** Edits between the transactions: a file of the user's own, and configuration of packages that are never undone. */
function edit(system: TestSystem, { name, text }: Deed['edit'], spared: ReadonlySet<string>): void {
  fs.mkdirSync(system.path('home'), { recursive: true });
  fs.appendFileSync(system.path('home/notes'), text);
  const file = system.path(`etc/${name}.conf`);
  if (spared.has(name) || !fs.existsSync(file)) return;
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^name .*$/m, `name ${text}`));
}

function targets(steps: readonly Step[]): Map<string, string | null> {
  return new Map(steps.map(({ id, after }) => [id, after?.version ?? null]));
}

/** Carries out all deeds, undoes one of them, and holds the tree against one where it never took place. */
async function compare(deeds: readonly Deed[], chosen: number): Promise<'equal' | 'refused' | 'nothing'> {
  using system = new TestSystem();
  const versions = await addPackages(system.repository);
  const victim = deeds[chosen % deeds.length] as Deed;
  const spared = new Set(victim.wanted.keys());
  const transactions: (number | null)[] = [];
  for (const one of deeds) {
    transactions.push(await carryOut(system, versions, one.wanted));
    edit(system, one.edit, spared);
  }
  const undone = transactions[chosen % deeds.length] ?? null;
  if (undone === null) return 'nothing';

  using replay = new TestSystem(system.repository);
  for (const [index, one] of deeds.entries()) {
    const transaction = transactions[index] ?? null;
    if (transaction !== null && transaction !== undone) {
      await carryOut(replay, versions, targets(system.store.record(transaction).steps));
    }
    edit(replay, one.edit, spared);
  }

  const [here, there] = [graphOf(system.store), graphOf(replay.store)];
  const mustRefuse = newBreaches(here, there).length > 0;
  const before = system.fingerprint();
  if (mustRefuse) {
    await assert.rejects(system.undo(undone), { code: 'dependents-exist' });
    assert.deepEqual(system.fingerprint(), before);
    return 'refused';
  }
  const { transaction } = await system.undo(undone);
  assert.deepEqual(system.versions(), replay.versions());
  assert.deepEqual(system.fingerprint(), replay.fingerprint());
  if (newBreaches(there, here).length === 0) {
    await system.undo(transaction as number);
    assert.deepEqual(system.fingerprint(), before);
  }
  return 'equal';
}

describe('undoing any past transaction', () => {
  it('equals a replay without it', LONG, async () => {
    const outcomes = new Set<string>();
    const deeds = fc.array(deed, { minLength: 2, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(deeds, fc.nat(9), async (done, chosen) => {
        outcomes.add(await compare(done, chosen));
      }),
      { numRuns: 25 },
    );
    assert.ok(outcomes.has('equal'), [...outcomes].join(', '));
  });

  it('equals a replay without it, among a hundred', LONG, async () => {
    const deeds = fc.array(deed, { minLength: 100, maxLength: 100, size: 'max' });
    await fc.assert(
      fc.asyncProperty(deeds, fc.nat(99), async (done, chosen) => {
        for (let next = chosen; (await compare(done, next)) !== 'equal';) next++;
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });
});
