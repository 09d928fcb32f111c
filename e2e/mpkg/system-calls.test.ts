// What a deployment asks of the kernel, per entry. Counts do not drift with the machine, so they are a gate: at most 4 for a
// fresh tree (open, write, close; mkdir), at most 5 where files arrive in directories that exist (and a rename each).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { test } from 'node:test';
import { buildTree, canTrace, runTool, temporaryDirectory, type Tree } from '@mpkg/testkit';
import { MPKG, pack } from '../support/deployment.ts';

const skip = canTrace() ? false : 'strace cannot trace here';
const FILES = 3000;
const DIRECTORIES = 100;

const directories = Array.from({ length: DIRECTORIES }, (_, at) => `usr/share/part-${at}`);
const tree: Tree = Object.fromEntries(
  Array.from({ length: FILES }, (_, at) => [
    `${directories[at % DIRECTORIES]}/file-${at}`,
    `content ${at}\n`,
  ]),
);
const changed: Tree = {
  ...tree,
  ...Object.fromEntries(
    Object.keys(tree)
      .slice(0, 150)
      .map((name) => [name, 'changed']),
  ),
};
const entries = FILES + DIRECTORIES + 2;

/**
 * Calls about files and descriptors beyond those of the same command without work to do. Starting sync(1), which a large run does
 * once more on the way, costs about a hundred, whatever the entries: what other programs ask is not counted.
 */
function callsOf(args: readonly string[], idle: readonly string[]): number {
  return countCalls(args) - countCalls(idle);
}

function countCalls(args: readonly string[]): number {
  using work = temporaryDirectory();
  const log = `${work.path}/counts`;
  const run = spawnSync('strace', ['-c', '-o', log, '-e', 'trace=%file,%desc', MPKG, ...args]);
  assert.equal(run.status, 0, run.stderr.toString());
  // % time, seconds, usecs/call, calls, [errors,] name
  const total = /^ *[\d.]+ +[\d.]+ +\d+ +(\d+) .*total$/m.exec(fs.readFileSync(log, 'utf8'))?.[1];
  return Number(total ?? Number.NaN);
}

test('system calls per entry', { skip }, async (t) => {
  using work = temporaryDirectory();
  const [old, next, tiny] = [
    await pack(`${work.path}/old`, tree, 'large'),
    await pack(`${work.path}/new`, changed, 'large'),
    await pack(`${work.path}/tiny`, { 'opt/tiny': 'x' }, 'tiny'),
  ];
  const rootOf = (name: string, existing: readonly string[]): string => {
    buildTree(`${work.path}/${name}`, Object.fromEntries(existing.map((path) => [path, { dir: {} }])));
    return `${work.path}/${name}`;
  };
  const idle = ['-i', tiny, '--root', rootOf('idle', [])];
  const fresh = rootOf('fresh', []);
  const shared = rootOf('shared', directories);
  const perEntry = {
    'fresh deployment': callsOf(['-i', old, '--root', fresh], idle) / entries,
    'into existing directories':
      callsOf(['-i', old, '--root', shared], ['-i', tiny, '--root', rootOf('idle-2', [])]) / entries,
    'replacement, 95 % unchanged':
      callsOf(['-i', next, '--replace', '--root', fresh], ['-i', tiny, '--root', rootOf('idle-3', [])]) /
      entries,
    'undo of whole directories': callsOf(['-u', 'large', '--root', fresh], ['-l', '--root', fresh]) / entries,
    'undo in existing directories':
      callsOf(['-u', 'large', '--root', shared], ['-l', '--root', shared]) / entries,
  };
  for (const [what, count] of Object.entries(perEntry)) t.diagnostic(`${what}: ${count.toFixed(2)}`);
  assert.ok(perEntry['fresh deployment'] <= 4);
  assert.ok(perEntry['into existing directories'] <= 5);
  assert.ok(perEntry['replacement, 95 % unchanged'] <= 5);
  assert.ok(perEntry['undo of whole directories'] <= 3);
  assert.ok(perEntry['undo in existing directories'] <= 4);
  assert.equal((await runTool('mpkg', ['-l', '--root', fresh])).stdout, '');
});
