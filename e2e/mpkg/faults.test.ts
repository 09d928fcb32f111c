// A system call that fails at any point of deploy, replace and undo: the run undoes itself, says why with the documented
// exit status, and leaves nothing behind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  buildTree,
  canMount,
  canTrace,
  injectAt,
  mountTmpfs,
  runTool,
  temporaryDirectory,
  tracePoints,
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

const SAMPLE = 8;
const WRITES = 'write,pwrite64,writev,pwritev';
const NAMES = 'rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir';
const skip = canTrace() ? false : 'strace cannot trace here';

const FAULTS: readonly { error: string; calls: string }[] = [
  { error: 'ENOSPC', calls: WRITES },
  { error: 'ENOSPC', calls: 'mkdir,mkdirat,rename,renameat,link,linkat,symlink,symlinkat' },
  { error: 'EACCES', calls: NAMES },
  { error: 'EROFS', calls: NAMES },
];

for (const { error, calls } of FAULTS) {
  for (const operation of ['deploy', 'replace', 'undo'] as const) {
    test(`${operation}: ${error} at any of ${calls.split(',', 2).join(', ')}…`, { skip }, async () => {
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

      for (const point of pointsToTry(points, SAMPLE)) {
        const root = copyOf(`${point.call}-${point.ordinal}`);
        const failed = await runTool('mpkg', command(root), { under: injectAt(point, `error=${error}`) });
        const where = `${point.call} ${point.ordinal}: ${failed.stderr}`;
        assert.doesNotMatch(failed.stderr, /internal error|^\s+at /m, where);
        assert.ok(failed.exit === 0 || failed.exit === 12, where);
        // What could not be cleaned up after the commit is said, and the next run does it.
        if (/left for the next run/.test(failed.stderr)) await runTool('mpkg', ['--recover', '--root', root]);
        assert.deepEqual(leftovers(root), [], where);
        const expected = failed.exit === 0 ? after : before;
        assert.deepEqual({ tree: treeOf(root), state: await stateOf(root) }, expected, where);
      }
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
