import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { LONG, type CallPoint, canMount, canTrace, injectAt, mountTmpfs } from '@mpkg/testkit';

import { RepositoryStore } from '../../src/sync/store.ts';
import { indexText, type Suite, suiteFiles } from './archive.ts';
import { debian, Harness } from './harness.ts';

const OLD_TEXT = indexText(300, 1);
const NEW_TEXT = indexText(300, 2);
const OLD: Suite = {
  suite: 'stable',
  date: 'Mon, 01 Jan 2026 00:00:00 UTC',
  indexes: { 'main/binary-amd64': OLD_TEXT },
};
const NEW: Suite = {
  suite: 'stable',
  date: 'Mon, 02 Feb 2026 00:00:00 UTC',
  indexes: { 'main/binary-amd64': NEW_TEXT },
};

/** The calls by which the store changes what it is, under every name that a runtime may use. */
const STEPS = ['rename', 'renameat', 'renameat2', 'unlink', 'unlinkat'];
/** How often each call is tried: three files are named, then the old ones go. */
const MOST_STEPS = 4;

let harness: Harness;
let archive: string;
beforeEach(() => {
  harness = new Harness();
  archive = join(harness.folder, 'archive');
});
afterEach(() => harness.remove());

function publish(suite: Suite): void {
  for (const [path, content] of suiteFiles(suite)) {
    mkdirSync(dirname(join(archive, path)), { recursive: true });
    writeFileSync(join(archive, path), content);
  }
}

const repository = () => debian('d', [pathToFileURL(`${archive}/`)]);

/** Runs a sync in a process of its own that is killed at a call; false when it never came to that call. */
function isKilledAt(point: CallPoint): boolean {
  const [program = '', ...wrapper] = injectAt(point, 'signal=KILL');
  const child = [process.execPath, '--conditions=source', join(import.meta.dirname, 'sync-once.ts')];
  const env = { ...process.env, UV_THREADPOOL_SIZE: '1' };
  const { status, stderr } = spawnSync(program, [...wrapper, ...child, archive, harness.folder], { env });
  if (status === 0) return false;
  assert.equal(stderr.toString(), '');
  return true;
}

async function assertOldOrNewThenNew(step: string): Promise<void> {
  const [text] = await harness.texts('d');
  assert(text === OLD_TEXT || text === NEW_TEXT, step);
  const { results } = await harness.sync([repository()]);
  assert.notEqual(results[0]?.outcome, 'failed', step);
  assert.deepEqual(await harness.texts('d'), [NEW_TEXT], step);
  assert.equal(readdirSync(join(harness.folder, 'd')).length, 3, `${step}: nothing is left over`);
}

describe('a sync that is killed', { skip: !canTrace() && 'strace cannot trace here' }, () => {
  test('at any step leaves the old state or the new', LONG, async () => {
    publish(OLD);
    await harness.sync([repository()]);
    const backup = join(harness.folder, 'backup');
    cpSync(join(harness.folder, 'd'), backup, { recursive: true });
    publish(NEW);
    let kills = 0;
    for (const call of STEPS) {
      for (let ordinal = 1; ordinal <= MOST_STEPS && isKilledAt({ call, ordinal }); ordinal++) {
        await assertOldOrNewThenNew(`${call} ${ordinal}`);
        rmSync(join(harness.folder, 'd'), { recursive: true });
        cpSync(backup, join(harness.folder, 'd'), { recursive: true });
        kills++;
      }
    }
    assert(kills >= 3, `${kills} kills`);
  });
});

test(
  'a full disk is exit 12 and keeps what was there',
  { skip: !canMount('tmpfs') && 'cannot mount' },
  async () => {
    using disk = mountTmpfs('300k');
    publish(OLD);
    await harness.sync([repository()], { storeFolder: disk.path });
    publish({ ...NEW, indexes: { 'main/binary-amd64': indexText(30_000, 3) } });
    const [result] = (await harness.sync([repository()], { storeFolder: disk.path })).results;
    assert(result?.outcome === 'failed');
    assert.deepEqual([result.error.code, result.error.exit], ['no-space', 12]);
    const { heads } = new RepositoryStore(disk.path, 'd').readState();
    assert.equal(heads[0]?.edition, Date.parse(OLD.date));
    assert(!readdirSync(join(disk.path, 'd')).some((name) => name.endsWith('.part') && name.length > 64));
  },
);
