// Ctrl-C and a service manager reach the programs that work for mpkg as well; a command that only reads ends at once.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { buildTree, fingerprint, runTool, temporaryDirectory, type Interrupt } from '@mpkg/testkit';
import { leftovers, pack } from '../support/deployment.ts';

let work: ReturnType<typeof temporaryDirectory>;
let root: string;

beforeEach(() => {
  work = temporaryDirectory();
  root = path.join(work.path, 'root');
  buildTree(root, { 'bin/other': { exec: 'other' } });
});

afterEach(() => work[Symbol.dispose]());

const isHere = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(':').some((directory) => fs.existsSync(`${directory}/${program}`));

/** A program that takes its time before it does its work, and the moments at which it has been started so often. */
function slow(program: string): { env: Record<string, string>; starts: (count: number) => () => boolean } {
  const log = path.join(work.path, 'starts');
  const bin = path.join(work.path, 'slow');
  const system = process.env['PATH'] ?? '';
  fs.writeFileSync(log, '');
  buildTree(bin, {
    [program]: { exec: `#!/bin/sh\necho >>${log}\nPATH=${system}\nsleep 1\nexec ${program} "$@"\n` },
  });
  return {
    env: { PATH: `${bin}:${system}` },
    starts: (count) => () => fs.readFileSync(log).length >= count,
  };
}

/** From linux/magic.h: nothing on it is synced. */
const TMPFS = 0x01021994;
const isSynced = isHere('sync') && fs.statfsSync(os.tmpdir()).type !== TMPFS;

describe('a signal to everybody', { skip: isSynced ? false : 'nothing is synced here' }, () => {
  for (const [signal, status, code] of [
    ['SIGINT', 130, 'interrupted'],
    ['SIGTERM', 143, 'terminated'],
  ] as const) {
    for (const times of [1, 2]) {
      test(`${signal} while the disk is waited for, ${times} times, rolls back`, async () => {
        const pac = await pack(work.path, { 'bin/foo': { exec: 'foo' } }, 'foo');
        const { env, starts } = slow('sync');
        const before = fingerprint(root);
        const after = Array.from({ length: times }, (_, at) => starts(at + 1));
        const interrupt: Interrupt = { signal, after, everybody: true };
        const run = await runTool('mpkg', ['-i', pac, '--root', root, '--json'], { env, interrupt });
        assert.deepEqual([run.exit, run.json().errors[0]?.code], [status, code], run.stdout);
        assert.deepEqual(fingerprint(root), before);
        assert.deepEqual(leftovers(root), []);
      });
    }
  }

  test('a sync(1) that somebody ends alone is done without', async () => {
    const pac = await pack(work.path, { 'bin/foo': { exec: 'foo' } }, 'foo');
    const env = { PATH: `${work.path}/bin:${process.env['PATH']}` };
    buildTree(`${work.path}/bin`, { sync: { exec: '#!/bin/sh\nkill -9 $$\n' } });
    const run = await runTool('mpkg', ['-i', pac, '--root', root], { env });
    assert.equal(run.exit, 0, run.stderr);
    assert.deepEqual(leftovers(root), []);
  });
});

/** Packed with a filter that only the program knows. */
const FILTERED = path.resolve(
  import.meta.dirname,
  '../../packages/mpkg/test/archive/vectors/sample-x86.pac.xz',
);

test(
  'a signal to xz is no damage of the archive',
  { skip: isHere('xz') ? false : 'there is no xz' },
  async () => {
    const before = fingerprint(root);
    for (const [tool, ...args] of [
      ['mpkg', '-i', FILTERED, '--root', root],
      ['mpac', 'extract', FILTERED, `${work.path}/out`],
      ['mpac', 'create', `${work.path}/new.pac.xz`, root],
    ] as const) {
      const { env, starts } = slow('xz');
      const interrupt: Interrupt = { signal: 'SIGINT', after: [starts(1)], everybody: true };
      const run = await runTool(tool, args, { env, interrupt });
      assert.deepEqual([run.exit, run.stderr], [130, `${tool}: error: stopped by a signal\n`]);
    }
    assert.deepEqual(fingerprint(root), before);
    assert.deepEqual(fs.readdirSync(work.path).toSorted(), ['root', 'slow', 'starts']);
  },
);

test('a command that only reads ends at once', async () => {
  const large = path.join(work.path, 'large');
  buildTree(large, { 'a/b': '' });
  for (let at = 0; at < 3; at++) fs.truncateSync(file(`${large}/file-${at}`), 256 * 2 ** 20);
  const pac = path.join(work.path, 'large.pac.zst');
  assert.equal((await runTool('mpac', ['create', pac, large])).exit, 0);
  const interrupt: Interrupt = { signal: 'SIGINT', after: 150 };
  const run = await runTool('mpac', ['diff', pac, pac], { interrupt });
  assert.deepEqual([run.signal, run.stdout], ['SIGINT', '']);
});

function file(path_: string): string {
  fs.writeFileSync(path_, '');
  return path_;
}
