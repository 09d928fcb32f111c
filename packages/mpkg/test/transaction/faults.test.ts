import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, describe, test } from 'node:test';
import { LONG, fingerprint, temporaryDirectory, type Tree } from '@mpkg/testkit';
import type { Bytes } from '../../src/bytes.ts';
import { openTransaction } from '../../src/open-transaction.ts';
import type { Disk } from '../../src/tree/disk.ts';
import { recoverState } from '../../src/recover-state.ts';
import type { Transaction } from '../../src/transaction/transaction.ts';
import { lab, pacIn, STATE, type Lab } from '../deploy/harness.ts';
import { bury } from './bury.ts';
import { faultyDisk, type Fault } from './faulty-disk.ts';

const shop = temporaryDirectory(fs.existsSync('/dev/shm') ? '/dev/shm' : undefined);
after(() => shop[Symbol.dispose]());
const pac = (name: string, tree: Tree): Promise<string> => pacIn(shop.path, name, tree);

const OLD = await pac('foo', {
  'usr/bin/foo': { exec: 'old' },
  'usr/bin/same': { exec: 'same' },
  'usr/bin/gone': { exec: 'gone' },
  'usr/bin/edited': 'before',
  'usr/share/foo/a': 'a',
  'usr/share/foo/deep/b': 'b',
  'usr/share/turns/file': 'a directory turns into a file',
  'usr/share/grows': 'a file turns into a directory',
  'etc/foo.conf': 'old',
});
const NEW = await pac('foo', {
  'usr/bin/foo': { exec: 'new' },
  'usr/bin/same': { exec: 'same' },
  'usr/bin/edited': 'after',
  'usr/bin/link': { link: 'foo' },
  'usr/share/foo/a': 'a2',
  'usr/share/turns': 'file now',
  'usr/share/grows/in': 'directory now',
  'etc/foo.conf': 'new',
  'opt/new/tree/x': 'x',
});
const OTHER = await pac('other', { 'usr/share/foo/other': 'other', 'opt/other': 'o' });
const TREE: Tree = { 'usr/bin/ls': 'ls', 'srv/empty': { dir: {} } };

interface Scenario {
  readonly name: string;
  /** Makes the state of affairs before. */
  readonly prepare: (place: Lab) => Promise<void>;
  readonly run: (transaction: Transaction) => Promise<unknown>;
}

const SCENARIOS: readonly Scenario[] = [
  {
    name: 'first deployment',
    prepare: async () => undefined,
    run: (transaction) => transaction.deploy({ pac: OLD, skip: ['usr/share/turns' as Bytes] }),
  },
  {
    name: 'deployment beside another package',
    prepare: (place) => place.deploy(OTHER),
    run: (transaction) => transaction.deploy({ pac: OLD }),
  },
  {
    name: 'replacement with a modified file',
    prepare: async (place) => {
      await place.deploy([OLD, OTHER]);
      fs.writeFileSync(`${place.root}/usr/bin/edited`, 'by the user');
      fs.writeFileSync(`${place.root}/etc/foo.conf`, 'by the user');
    },
    run: (transaction) => transaction.deploy({ pac: NEW, replace: true, keep: ['etc/foo.conf' as Bytes] }),
  },
  {
    name: 'removal of the last package',
    prepare: (place) => place.deploy(OLD),
    run: (transaction) => transaction.remove({ name: 'foo' }),
  },
  {
    name: 'removal with a modified and a foreign file',
    prepare: async (place) => {
      await place.deploy([OLD, OTHER]);
      fs.writeFileSync(`${place.root}/usr/bin/edited`, 'by the user');
      fs.writeFileSync(`${place.root}/usr/share/foo/deep/foreign`, 'by the user');
    },
    run: (transaction) => transaction.remove({ name: 'foo' }),
  },
  {
    name: 'two removals and a deployment',
    prepare: (place) => place.deploy([OLD, OTHER]),
    run: async (transaction) => {
      await transaction.remove({ name: 'foo' });
      await transaction.remove({ name: 'other' });
      await transaction.deploy({ pac: NEW, name: 'third' });
    },
  },
];

/** Runs a scenario on a disk; undefined when it came to its end. */
async function attempt(place: Lab, { run }: Scenario, disk: ReturnType<typeof faultyDisk>): Promise<unknown> {
  try {
    await using transaction = await openTransaction({ root: place.root, disk });
    await run(transaction);
    await transaction.commit();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Tree and state without the times in the records. */
function snapshot(place: Lab): readonly string[] {
  const stateless = fingerprint(place.root, { except: [`${STATE}/groups`] });
  const groups = `${place.root}/${STATE}/groups`;
  if (!fs.existsSync(groups)) return stateless;
  const names = fs.readdirSync(groups, { recursive: true, encoding: 'utf8' }).sort();
  const lists = names.filter((name) => name.endsWith('.list'));
  return [...stateless, ...names, ...lists.map((name) => fs.readFileSync(`${groups}/${name}`, 'utf8'))];
}

async function outcomes(scenario: Scenario): Promise<Record<'before' | 'after', readonly string[]>> {
  using place = lab(TREE);
  await scenario.prepare(place);
  const before = snapshot(place);
  assert.equal(await attempt(place, scenario, faultyDisk(Infinity, 'crash')), undefined);
  return { before, after: snapshot(place) };
}

/** Hits every call in turn, until a run gets through without being hit. */
async function hitEveryCall(
  scenario: Scenario,
  fault: Fault,
  verify: (place: Lab, error: unknown) => Promise<void>,
) {
  for (let at = 0; ; at++) {
    using place = lab(TREE);
    await scenario.prepare(place);
    const disk = faultyDisk(at, fault);
    const error = await attempt(place, scenario, disk);
    if (disk.calls() <= at) return;
    try {
      await verify(place, error);
    } catch (failure) {
      throw new Error(`${scenario.name}: ${fault} at call ${at}`, { cause: failure });
    }
  }
}

for (const scenario of SCENARIOS) {
  describe(scenario.name, () => {
    test('killed at any call, then recovered: all or nothing', LONG, async () => {
      const { before, after: done } = await outcomes(scenario);
      await hitEveryCall(scenario, 'crash', async (place) => {
        bury(place.root);
        await recoverState({ root: place.root });
        assertOneOf(snapshot(place), before, done);
      });
    });

    for (const fault of ['EROFS', 'full'] as const) {
      test(`${fault} at any call: rolled back with nothing left behind, or done`, LONG, async () => {
        const { before, after: done } = await outcomes(scenario);
        await hitEveryCall(scenario, fault, async (place, error) => {
          bury(place.root);
          if (error !== undefined) assert.equal((error as { exit: number }).exit, 12);
          else await recoverState({ root: place.root });
          assert.deepEqual(snapshot(place), error === undefined ? done : before);
        });
      });
    }
  });
}

describe('recovery', () => {
  test('may itself be killed at any call', LONG, async () => {
    const scenario = SCENARIOS[2] as Scenario;
    const { before, after: done } = await outcomes(scenario);
    for (let at = 7, isReached = true; isReached; at += 41) {
      for (let again = 0; ; again++) {
        using place = lab(TREE);
        await scenario.prepare(place);
        const first = faultyDisk(at, 'crash');
        await attempt(place, scenario, first);
        isReached = first.calls() > at;
        bury(place.root);
        const second = faultyDisk(again, 'crash');
        await recoverState({ root: place.root, disk: second }).catch(() => undefined);
        bury(place.root);
        await recoverState({ root: place.root });
        assertOneOf(snapshot(place), before, done);
        if (second.calls() <= again) break;
      }
    }
  });

  test('happens by itself at the next transaction, which says so', async () => {
    using place = lab(TREE);
    const before = place.everything();
    await attempt(place, SCENARIOS[0] as Scenario, faultyDisk(await callsBefore('openForAppend'), 'crash'));
    bury(place.root);
    await place.deploy(OLD);
    await place.remove('foo');
    assert.deepEqual(
      place.warnings.map(({ code }) => code),
      ['recovered'],
    );
    assert.deepEqual(place.everything(), before);
  });

  test('finds what a killed run left on the way to its state', async () => {
    using place = lab(TREE);
    const before = place.everything();
    await attempt(place, SCENARIOS[0] as Scenario, faultyDisk(3, 'crash'));
    assert.notDeepEqual(place.everything(), before);
    bury(place.root);
    fs.mkdirSync(`${place.root}/var`);
    await recoverState({ root: place.root });
    fs.rmdirSync(`${place.root}/var`);
    assert.deepEqual(place.everything(), before);
  });

  test('refuses a damaged journal and touches nothing', async () => {
    using place = lab(TREE);
    await place.deploy(OLD);
    fs.writeFileSync(`${place.root}/${STATE}/journal`, 'mpkg-journal 2 12 99\n{"stages":[]}');
    const before = place.everything();
    await assert.rejects(recoverState({ root: place.root }), { code: 'state-malformed' });
    assert.deepEqual(place.everything(), before);
  });

  test('keeps what somebody put meanwhile into a directory that is rolled back', async () => {
    using place = lab(TREE);
    await attempt(place, SCENARIOS[0] as Scenario, faultyDisk(await callsBefore('openForAppend'), 'crash'));
    bury(place.root);
    fs.writeFileSync(`${place.root}/usr/share/foo/deep/foreign`, 'theirs');
    await recoverState({ root: place.root });
    assert.equal(fs.readFileSync(`${place.root}/usr/share/foo/deep/foreign`, 'utf8'), 'theirs');
    assert.equal(fs.existsSync(`${place.root}/usr/share/foo/a`), false);
  });
});

/** How many calls the first deployment makes before the first call of a method. */
async function callsBefore(method: keyof Disk): Promise<number> {
  using place = lab(TREE);
  const disk = faultyDisk(Infinity, 'crash');
  let calls = -1;
  const call = disk[method] as (...args: unknown[]) => unknown;
  const counted = (...args: unknown[]): unknown => {
    calls = calls < 0 ? disk.calls() : calls;
    return call(...args);
  };
  await attempt(place, SCENARIOS[0] as Scenario, { ...disk, [method]: counted });
  return calls;
}

function assertOneOf(actual: readonly string[], one: readonly string[], other: readonly string[]): void {
  if (JSON.stringify(actual) !== JSON.stringify(other)) assert.deepEqual(actual, one);
}
