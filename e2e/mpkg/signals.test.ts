// Ctrl-C and a service manager reach the programs that work for mpkg as well; a command that only reads ends at once.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { writeIndex, type Bytes } from '@mpkg/mpkg';
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

/** A program that never comes to its work the first `times`, and the moments at which it has been started so often. */
function slow(
  program: string,
  times = 1,
): { env: Record<string, string>; starts: (count: number) => () => boolean } {
  const log = path.join(work.path, 'starts');
  const bin = path.join(work.path, 'slow');
  const system = process.env['PATH'] ?? '';
  fs.writeFileSync(log, '');
  buildTree(bin, {
    [program]: {
      exec: `#!/bin/sh
echo >>${log}
PATH=${system}
[ "$(wc -c <${log})" -gt ${times} ] || exec sleep 3600
exec ${program} "$@"
`,
    },
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
        const { env, starts } = slow('sync', times);
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

/** Files of 4 GiB; a file with holes has them at once, and reading them takes long. */
const HUGE_FILES = 2000;

test('a command that only reads ends at once', async () => {
  const names = Array.from({ length: HUGE_FILES }, (_, at) => `file-${String(at).padStart(4, '0')}` as Bytes);
  const { head, index } = writeIndex(names.map((name) => ({ kind: 'file', size: 2 ** 32 - 1, name })));
  const pac = path.join(work.path, 'large.pac');
  fs.writeFileSync(pac, head);
  fs.truncateSync(pac, head.length + index.contentBytes);
  const interrupt: Interrupt = { signal: 'SIGINT', after: 150 };
  const run = await runTool('mpac', ['diff', pac, pac], { interrupt });
  assert.deepEqual([run.signal, run.stdout], ['SIGINT', '']);
});
