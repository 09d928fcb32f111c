// A power cut, as the block device sees it: the image behind a mounted file system is copied, without unmounting, right after
// exit 0 and right after a kill at random moments, and the copy is mounted and recovered.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import {
  buildTree,
  canMount,
  mountImage,
  runTool,
  temporaryDirectory,
  type FileSystemType,
  type MountedImage,
} from '@mpkg/testkit';
import { BASE_TREE, leftovers, packBoth, stateOf, treeOf } from '../support/deployment.ts';
import { pointsToTry } from '../support/points.ts';

/** Parts of a run, from 0 to 1, after which it is cut. */
const MOMENTS = Array.from({ length: 60 }, (_, at) => (at + Math.random()) / 60);
const SAMPLE = 6;

type Pacs = Awaited<ReturnType<typeof packBoth>>;

const COMMANDS = {
  deploy: (pacs: Pacs) => ['-i', pacs.old],
  replace: (pacs: Pacs) => ['-i', pacs.new, '--replace'],
  undo: () => ['-u', 'demo'],
} as const;

async function snapshot(root: string): Promise<object> {
  return { tree: treeOf(root), state: await stateOf(root) };
}

/** A disk where the operation can begin, all of it durable: only the run's own promises are tested. */
async function diskFor(
  type: FileSystemType,
  operation: keyof typeof COMMANDS,
  pacs: Pacs,
): Promise<MountedImage> {
  const disk = mountImage(type);
  buildTree(disk.path, BASE_TREE);
  if (operation !== 'deploy') await runTool('mpkg', [...COMMANDS.deploy(pacs), '--root', disk.path]);
  execFileSync('sync', ['-f', disk.path]);
  return disk;
}

for (const type of ['ext4', 'btrfs'] satisfies FileSystemType[]) {
  const skip = canMount(type) ? false : `${type} cannot be mounted here`;

  for (const [how, env] of Object.entries({ 'sync(1)': {}, 'files one by one': { PATH: '/nonexistent' } })) {
    test(`${type}: after exit 0 nothing is lost, by ${how}`, { skip }, async () => {
      using work = temporaryDirectory();
      const pacs = await packBoth(work.path);
      using disk = await diskFor(type, 'deploy', pacs);
      const base = treeOf(disk.path);
      for (const command of Object.values(COMMANDS)) {
        const { exit, stderr } = await runTool('mpkg', [...command(pacs), '--root', disk.path], { env });
        const copy = disk.copyImage();
        assert.equal(exit, 0, stderr);
        const now = await snapshot(disk.path);
        using revived = mountImage(type, copy);
        assert.deepEqual(treeOf(revived.path).filter(isDeployed), treeOf(disk.path), 'before any recovery');
        assert.equal((await runTool('mpkg', ['--recover', '--root', revived.path])).exit, 0);
        assert.deepEqual(await snapshot(revived.path), now);
        assert.deepEqual(leftovers(revived.path), []);
      }
      assert.deepEqual(treeOf(disk.path), base);
    });
  }

  for (const operation of ['deploy', 'replace', 'undo'] as const) {
    test(`${type}: ${operation} cut at random moments is whole or not at all`, { skip }, async (t) => {
      using work = temporaryDirectory();
      const pacs = await packBoth(work.path);
      const command = COMMANDS[operation](pacs);
      using finished = await diskFor(type, operation, pacs);
      const before = await snapshot(finished.path);
      const start = performance.now();
      assert.equal((await runTool('mpkg', [...command, '--root', finished.path])).exit, 0);
      const duration = performance.now() - start;
      const after = await snapshot(finished.path);

      const seen = { before: 0, after: 0 };
      for (const moment of pointsToTry(MOMENTS, SAMPLE)) {
        using disk = await diskFor(type, operation, pacs);
        const run = await runTool('mpkg', [...command, '--root', disk.path], {
          interrupt: { after: moment * duration, signal: 'SIGKILL' },
        });
        using revived = mountImage(type, disk.copyImage());
        const recovered = await runTool('mpkg', ['--recover', '--root', revived.path]);
        const where = `cut after ${moment} of ${duration} ms: ${recovered.stderr}`;
        assert.equal(recovered.exit, 0, where);
        const now = await snapshot(revived.path);
        const outcome = JSON.stringify(now) === JSON.stringify(after) ? 'after' : 'before';
        assert.deepEqual(now, outcome === 'after' ? after : before, where);
        assert.deepEqual(leftovers(revived.path), [], where);
        if (run.exit === 0) assert.equal(outcome, 'after', where);
        else seen[outcome] += 1;
      }
      t.diagnostic(`cut in ${duration.toFixed()} ms: undone ${seen.before}, done ${seen.after}`);
    });
  }
}

/** What an interrupted clean-up leaves is not part of what was deployed; the next run removes it. */
function isDeployed(line: string): boolean {
  return !/ \.mpkg-/.test(line);
}
