// A system call that fails at any point of deploy, replace and undo: the run undoes itself, says why with the documented
// exit status, and leaves nothing behind.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import {
  buildTree,
  canMount,
  canTrace,
  injectAt,
  mountImage,
  mountTmpfs,
  runTool,
  temporaryDirectory,
  tracePoints,
  type RunResult,
} from '@mpkg/testkit';
import {
  BASE_TREE,
  copyRoot,
  leftovers,
  MPKG,
  pack,
  packageTree,
  packBoth,
  stateOf,
  treeOf,
} from '../support/deployment.ts';
import { pointsToTry } from '../support/points.ts';

const SAMPLE = 10;
const WRITES = 'write,pwrite64,writev,pwritev';
const OPENS = 'open,openat,creat';
const MAKES = 'mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink,symlinkat';
const REMOVES = 'unlink,unlinkat,rmdir';
const SYNCS = 'fsync,fdatasync,syncfs,sync';
const skip = canTrace() ? false : 'strace cannot trace here';

/** What fails, which calls it can befall, and the exit status that belongs to it. */
const FAULTS: readonly (readonly [error: string, calls: string, exit: number])[] = [
  ['ENOSPC', `${WRITES},${OPENS},${MAKES}`, 12],
  ['EACCES', `${OPENS},${MAKES},${REMOVES}`, 12],
  ['EROFS', `${OPENS},${MAKES},${REMOVES}`, 12],
  ['EIO', `${WRITES},${MAKES},${REMOVES},${SYNCS}`, 1],
];

for (const [error, calls, exit] of FAULTS) {
  for (const operation of ['deploy', 'replace', 'undo'] as const) {
    test(`${operation}: ${error} at any call that can fail so`, { skip }, async (t) => {
      using work = temporaryDirectory();
      const pacs = await packBoth(work.path);
      const origin = `${work.path}/origin`;
      buildTree(origin, BASE_TREE);
      if (operation !== 'deploy')
        assert.equal((await runTool('mpkg', ['-i', pacs.old, '--root', origin])).exit, 0);
      const command = (root: string): readonly string[] =>
        operation === 'deploy'
          ? ['-i', pacs.old, '--root', root]
          : operation === 'replace'
            ? ['-i', pacs.new, '--replace', '--root', root]
            : ['-u', 'demo', '--root', root];
      const copyOf = (label: string): string => copyRoot(origin, `${work.path}/${label}`);
      const finished = copyOf('finished');
      const points = tracePoints([MPKG, ...command(finished)], finished, calls);
      const before = { tree: treeOf(origin), state: await stateOf(origin) };
      const after = { tree: treeOf(finished), state: await stateOf(finished) };

      const tried = pointsToTry(points, SAMPLE);
      const exits: Record<number, number> = {};
      for (const point of tried) {
        const root = copyOf(`${point.call}-${point.ordinal}`);
        const failed = await runTool('mpkg', command(root), { under: injectAt(point, `error=${error}`) });
        const where = `${point.call} ${point.ordinal}: ${failed.stderr}`;
        assert.doesNotMatch(failed.stderr, /internal error|^\s+at /m, where);
        assert.ok(failed.exit === 0 || failed.exit === exit, where);
        // What could not be cleaned up after the commit is said, and the next run does it.
        if (/left for the next run/.test(failed.stderr)) await runTool('mpkg', ['--recover', '--root', root]);
        removeUndeleted(root, failed.stderr);
        assert.deepEqual(leftovers(root), [], where);
        const expected = failed.exit === 0 ? after : before;
        assert.deepEqual({ tree: treeOf(root), state: await stateOf(root) }, expected, where);
        exits[failed.exit] = (exits[failed.exit] ?? 0) + 1;
        fs.rmSync(root, { recursive: true });
      }
      t.diagnostic(`${tried.length} of ${points.length} calls failed; exits ${JSON.stringify(exits)}`);
    });
  }
}

test(
  'a file system that fills up',
  { skip: canMount('tmpfs') ? false : 'tmpfs cannot be mounted here' },
  async () => {
    using work = temporaryDirectory();
    const pac = await pack(work.path, packageTree(1));
    const sizes = Array.from({ length: 20 }, (_, at) => 40 + at * 60);
    const outcomes = new Set<number>();
    for (const size of sizes) {
      using mounted = mountTmpfs(`${size}k`);
      const { exit, stderr } = await runTool('mpkg', ['-i', pac, '--root', mounted.path]);
      outcomes.add(exit);
      assert.ok(exit === 0 || exit === 12, stderr);
      assert.deepEqual(leftovers(mounted.path), []);
      if (exit === 12) assert.deepEqual(treeOf(mounted.path), []);
    }
    assert.deepEqual(
      [...outcomes].toSorted((a, b) => a - b),
      [0, 12],
      'the sizes must cover both ends',
    );
  },
);

/** What could not be deleted after the commit is in its place again, and named: it is removed as the user would. */
function removeUndeleted(root: string, stderr: string): void {
  const kept = / (\/\S+) cannot be deleted/.exec(stderr)?.[1];
  if (kept === undefined) return;
  fs.rmSync(`${root}${kept}`, { recursive: true });
  for (let above = path.dirname(kept); isEmpty(root + above); above = path.dirname(above)) {
    fs.rmdirSync(root + above);
  }
}

function isEmpty(directory: string): boolean {
  return fs.readdirSync(directory).length === 0;
}

test(
  'what may not be changed is refused, or stays when its directory goes',
  { skip: canMount('ext4') ? false : 'ext4 cannot be mounted here' },
  async () => {
    using work = temporaryDirectory();
    const [old, next] = await Promise.all(
      ['old', 'new'].map((content) =>
        pack(`${work.path}/${content}`, { 'usr/bin/demo': { exec: content }, 'opt/demo/lib/x': content }),
      ),
    );
    using disk = mountImage('ext4');
    buildTree(disk.path, { 'usr/bin/other': '' });
    const before = treeOf(disk.path);
    const mpkg = (...args: string[]): Promise<RunResult> => runTool('mpkg', [...args, '--root', disk.path]);
    const chattr = (flag: string, file: string): unknown =>
      execFileSync('chattr', [flag, `${disk.path}/${file}`]);
    assert.equal((await mpkg('-i', String(old))).exit, 0);
    const deployed = treeOf(disk.path);

    chattr('+i', 'usr/bin/demo');
    for (const command of [
      ['-i', String(next), '--replace'],
      ['-u', 'demo'],
    ]) {
      const refused = await mpkg(...command);
      assert.equal(refused.exit, 12);
      assert.match(refused.stderr, /\/usr\/bin\/demo: operation not permitted\nhint: lsattr/);
      assert.deepEqual(treeOf(disk.path), deployed);
      assert.deepEqual(leftovers(disk.path), []);
    }
    chattr('-i', 'usr/bin/demo');

    for (const file of ['groups/default/demo.json', 'groups/default/demo.list', 'directories']) {
      chattr('+i', `var/lib/mpkg/${file}`);
      const refused = await mpkg('-u', 'demo');
      assert.equal(refused.exit, 12, file);
      assert.match(refused.stderr, new RegExp(`${file}: operation not permitted\nhint: lsattr`));
      assert.deepEqual(treeOf(disk.path), deployed);
      assert.deepEqual(leftovers(disk.path), []);
      chattr('-i', `var/lib/mpkg/${file}`);
    }

    chattr('+i', 'opt/demo/lib/x');
    const removed = await mpkg('-u', 'demo');
    assert.equal(removed.exit, 0, removed.stderr);
    assert.match(removed.stderr, /\/opt\/demo\/lib\/x cannot be deleted and is kept/);
    assert.deepEqual(leftovers(disk.path), []);
    assert.equal((await mpkg('-i', String(old))).exit, 4, 'it is in the way now, and nothing is stuck');
    chattr('-i', 'opt/demo/lib/x');
    fs.rmSync(`${disk.path}/opt`, { recursive: true });
    assert.deepEqual(treeOf(disk.path), before);
  },
);

test(
  'what something is mounted on is refused by its name, or stays when its directory goes',
  { skip: canMount('tmpfs') ? false : 'nothing can be mounted here' },
  async () => {
    using work = temporaryDirectory();
    const [root, pac] = [`${work.path}/root`, await pack(work.path, { 'etc/hosts': 'x', 'opt/demo/x': 'y' })];
    buildTree(root, { 'etc/other': '' });
    const mpkg = (...args: string[]): Promise<RunResult> => runTool('mpkg', [...args, '--root', root]);
    const mounted = (file: string, step: () => Promise<void>): Promise<void> => {
      execFileSync('mount', ['--bind', `${root}/${file}`, `${root}/${file}`]);
      return step().finally(() => execFileSync('umount', [`${root}/${file}`]));
    };
    assert.equal((await mpkg('-i', pac)).exit, 0);
    const deployed = treeOf(root);
    await mounted('etc/hosts', async () => {
      const refused = await mpkg('-u', 'demo');
      assert.equal(refused.exit, 1);
      assert.match(refused.stderr, /root\/etc\/hosts: it is in use: something is mounted on it/);
      assert.deepEqual(treeOf(root), deployed);
    });
    await mounted('opt/demo/x', async () => {
      const removed = await mpkg('-u', 'demo');
      assert.equal(removed.exit, 0, removed.stderr);
      assert.match(removed.stderr, /\/opt\/demo\/x cannot be deleted and is kept/);
    });
    assert.deepEqual(leftovers(root), []);
  },
);
