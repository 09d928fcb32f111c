import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';

import { examine } from '../../src/run/doctor.ts';
import { recover } from '../../src/run/recover.ts';
import {
  DUE_FILE,
  HISTORY_FILE,
  INSTALLED_FILE,
  OWNERS_FILE,
  recordFile,
  WORLD_FILE,
} from '../../src/state/layout.ts';
import { holdState } from '../../src/state/lock.ts';
import { readOwners } from '../../src/state/owners.ts';
import { StateStore } from '../../src/state/store.ts';
import { readDue } from '../../src/run/hooks/due.ts';
import { TestSystem } from './system.ts';

/** A library that is reached by a link, a program that was upgraded, and something that went again. */
async function installed(): Promise<TestSystem> {
  const system = new TestSystem();
  const { repository } = system;
  fs.mkdirSync(system.path('usr/lib'), { recursive: true });
  fs.symlinkSync('usr/lib', system.path('lib'));
  await system.change([
    await repository.add('app', '1.0.0', { files: { 'usr/bin/app': { exec: '1' } } }),
    await repository.add('lib', '1.0.0', { files: { 'lib/lib.so': 'lib' } }),
    await repository.add('gone', '1.0.0', { files: { 'usr/gone': '' } }),
  ]);
  await system.change([await repository.add('app', '1.1.0', { files: { 'usr/bin/app': { exec: '2' } } })]);
  await system.change([], ['gone']);
  return system;
}

/** What can be read of the state. */
function pictureOf({ root }: TestSystem): object {
  const store = new StateStore(root);
  const owners = readOwners(store);
  return {
    installed: store.installed(),
    world: store.world(),
    history: store.history(),
    due: readDue(store),
    owners: ['usr/bin/app', 'lib/lib.so', 'usr/lib/lib.so', 'usr/gone'].map((path) =>
      owners.candidates(path),
    ),
  };
}

async function recovered({ root }: TestSystem): Promise<readonly string[]> {
  using state = await holdState(root);
  return (await recover({ state, emit: () => undefined, sync: false })).restored;
}

const EMPTY = '';
const CUT = (text: Buffer): Buffer => text.subarray(0, -7);
const OTHER = '{"schema":"spm-state/9","transaction":"x","packages":7}\n';
const NULL = 'null\n';

const DAMAGES: readonly (readonly [
  what: string,
  content: string | ((text: Buffer) => Buffer) | undefined,
])[] = [
  ['is gone', undefined],
  ['is empty', EMPTY],
  ['is cut short', CUT],
  ['is of another version', OTHER],
  ['says nothing', NULL],
  ['is garbage', '\u0000\u0001\ufffd'],
];

function damage(system: TestSystem, path: string, content: (typeof DAMAGES)[number][1]): void {
  const file = system.path(path);
  if (content === undefined) fs.rmSync(file);
  else fs.writeFileSync(file, typeof content === 'string' ? content : content(fs.readFileSync(file)));
}

describe('a file of the state that is damaged', () => {
  for (const path of [INSTALLED_FILE, HISTORY_FILE, OWNERS_FILE, WORLD_FILE]) {
    for (const [what, content] of DAMAGES) {
      // What a person wrote wrongly is theirs to put right.
      if (path === WORLD_FILE && content !== undefined && content !== EMPTY) continue;
      it(`${path} ${what}: nothing is changed before it is made anew, as it was`, async () => {
        using system = await installed();
        const before = pictureOf(system);
        damage(system, path, content);
        const other = await system.repository.add('other', '1.0.0', { files: { 'usr/other': '' } });
        await assert.rejects(
          async () => system.change([other]),
          (error: { code: string; hint: string }) => {
            assert.deepEqual([error.code, error.hint], ['state-malformed', 'spm recover']);
            return true;
          },
        );
        assert.equal(fs.existsSync(system.path('usr/other')), false);
        assert.deepEqual(
          examine(system.store).map(({ code, subject, hint }) => [code, subject, hint]),
          [['state-damaged', path, 'spm recover']],
        );
        assert.deepEqual(await recovered(system), [path]);
        assert.deepEqual(pictureOf(system), before);
        assert.deepEqual(examine(system.store), []);
        await system.change([other]);
        assert.equal(system.store.history().length, 4);
        await system.rollback(0);
        assert.deepEqual(system.versions(), {});
      });
    }
  }

  it('several at once are made anew together', async () => {
    using system = await installed();
    const before = pictureOf(system);
    const all = [INSTALLED_FILE, WORLD_FILE, HISTORY_FILE, OWNERS_FILE];
    for (const path of all) fs.rmSync(system.path(path));
    assert.deepEqual(await recovered(system), all);
    assert.deepEqual(pictureOf(system), before);
  });

  it('what is due is called for once more by the last transaction', async () => {
    using system = await installed();
    fs.writeFileSync(system.path(DUE_FILE), OTHER);
    assert.deepEqual(await recovered(system), [DUE_FILE]);
    assert.equal(fs.existsSync(system.path(DUE_FILE)), false);
  });

  for (const [what, content] of DAMAGES) {
    it(`a record ${what}: it is named, as nothing else says what it said`, async () => {
      using system = await installed();
      damage(system, recordFile(1), content);
      fs.rmSync(system.path(HISTORY_FILE));
      const { root } = system;
      await assert.rejects(recovered(system), { code: 'state-malformed' });
      assert.throws(() => new StateStore(root).record(1));
    });
  }

  it('nothing is lost before the first transaction', async () => {
    using system = new TestSystem();
    assert.deepEqual(examine(system.store), []);
    assert.deepEqual(await recovered(system), []);
    assert.deepEqual(system.versions(), {});
  });
});
