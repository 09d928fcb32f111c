// A power cut, as the block device sees it: the image behind a mounted file system is copied, without unmounting, right after
// exit 0 and right after a kill at random moments, and the copy is mounted and recovered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  buildTree,
  canMount,
  mountImage,
  runTool,
  temporaryDirectory,
  type FileSystemType,
} from '@mpkg/testkit';
import { BASE_TREE, leftovers, packBoth, stateOf, treeOf } from '../support/deployment.ts';

const MOMENTS = process.env['MPKG_E2E'] === 'complete' ? 60 : 6;
/** Longer than any of the runs takes, ms; kills are spread over it. */
const RUN_MS = 60;

for (const type of ['ext4', 'btrfs'] satisfies FileSystemType[]) {
  const skip = canMount(type) ? false : `${type} cannot be mounted here`;

  test(`${type}: after exit 0 nothing is lost`, { skip }, async () => {
    using work = temporaryDirectory();
    const { old, new: next } = await packBoth(work.path);
    using disk = mountImage(type);
    buildTree(disk.path, BASE_TREE);
    const base = treeOf(disk.path);
    for (const command of [
      ['-i', old],
      ['-i', next, '--replace'],
      ['-u', 'demo'],
    ]) {
      const { exit, stderr } = await runTool('mpkg', [...command, '--root', disk.path]);
      const copy = disk.copyImage();
      assert.equal(exit, 0, stderr);
      const [tree, state] = [treeOf(disk.path), await stateOf(disk.path)];
      using revived = mountImage(type, copy);
      assert.deepEqual(
        treeOf(revived.path).filter(isDeployed),
        tree,
        `${command.join(' ')}: before any recovery`,
      );
      assert.equal((await runTool('mpkg', ['--recover', '--root', revived.path])).exit, 0);
      assert.deepEqual({ tree: treeOf(revived.path), state: await stateOf(revived.path) }, { tree, state });
      assert.deepEqual(leftovers(revived.path), []);
    }
    assert.deepEqual(treeOf(disk.path), base);
  });

  for (const operation of ['deploy', 'replace', 'undo'] as const) {
    test(`${type}: ${operation} cut at random moments is whole or not at all`, { skip }, async () => {
      using work = temporaryDirectory();
      const { old, new: next } = await packBoth(work.path);
      for (let moment = 0; moment < MOMENTS; moment++) {
        using disk = mountImage(type);
        buildTree(disk.path, BASE_TREE);
        if (operation !== 'deploy') await runTool('mpkg', ['-i', old, '--root', disk.path]);
        const command = { deploy: ['-i', old], replace: ['-i', next, '--replace'], undo: ['-u', 'demo'] }[
          operation
        ];
        // Make the starting point durable: only this run's own promises are tested.
        await runTool('mpkg', ['-l', '--root', disk.path], {
          under: ['sh', '-c', `sync -f ${disk.path}; exec "$@"`, 'sh'],
        });
        const before = { tree: treeOf(disk.path), state: await stateOf(disk.path) };
        const after = (RUN_MS * (moment + Math.random())) / MOMENTS;
        const run = await runTool('mpkg', [...command, '--root', disk.path], {
          interrupt: { after, signal: 'SIGKILL' },
        });
        const copy = disk.copyImage();
        using revived = mountImage(type, copy);
        const recovered = await runTool('mpkg', ['--recover', '--root', revived.path]);
        assert.equal(recovered.exit, 0, recovered.stderr);
        const now = { tree: treeOf(revived.path), state: await stateOf(revived.path) };
        if (run.exit === 0)
          assert.deepEqual(now, { tree: treeOf(disk.path), state: await stateOf(disk.path) });
        else if (now.tree.join('\n') === before.tree.join('\n')) assert.deepEqual(now, before);
        else {
          const redone = await runTool('mpkg', [...command, '--root', disk.path]);
          assert.ok([0, 3, 4].includes(redone.exit), redone.stderr);
          assert.deepEqual(
            now,
            { tree: treeOf(disk.path), state: await stateOf(disk.path) },
            `cut after ${after} ms`,
          );
        }
        assert.deepEqual(leftovers(revived.path), []);
      }
    });
  }
}

/** What an interrupted clean-up leaves is not part of what was deployed; the next run removes it. */
function isDeployed(line: string): boolean {
  return !/ \.mpkg-/.test(line);
}
