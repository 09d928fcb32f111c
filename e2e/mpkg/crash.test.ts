// kill -9 at every mutating system call of deploy, replace and undo: after recovery the tree and the state are those of before
// or those of after, never a mix. A sample by default; MPKG_E2E=complete tries every call,
// MPKG_E2E_SHARD=I/N every N-th of them.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { buildTree, canTrace, injectAt, runTool, temporaryDirectory, tracePoints } from '@mpkg/testkit';
import { BASE_TREE, copyRoot, leftovers, MPKG, packBoth, stateOf, treeOf } from '../support/deployment.ts';
import { pointsToTry } from '../support/points.ts';

const SAMPLE = 20;
const skip = canTrace() ? false : 'strace cannot trace here';

interface Scenario {
  readonly name: string;
  /** Brings a root with the base tree to where the killed command starts. */
  readonly start: (root: string, pacs: { old: string; new: string }) => Promise<void>;
  readonly command: (root: string, pacs: { old: string; new: string }) => readonly string[];
}

const deployOld: Scenario['start'] = async (root, pacs) => {
  assert.equal((await runTool('mpkg', ['-i', pacs.old, '--root', root])).exit, 0);
};

const SCENARIOS: readonly Scenario[] = [
  { name: 'deploy', start: async () => undefined, command: (root, pacs) => ['-i', pacs.old, '--root', root] },
  {
    name: 'replace',
    start: deployOld,
    command: (root, pacs) => ['-i', pacs.new, '--replace', '--root', root],
  },
  { name: 'undo', start: deployOld, command: (root) => ['-u', 'demo', '--root', root] },
];

for (const { name, start, command } of SCENARIOS) {
  test(`${name}: killed at any call, it is undone or done`, { skip }, async (t) => {
    using work = temporaryDirectory();
    const pacs = await packBoth(work.path);
    const origin = `${work.path}/origin`;
    buildTree(origin, BASE_TREE);
    await start(origin, pacs);
    const copyOf = (label: string): string => copyRoot(origin, `${work.path}/${label}`);
    const finished = copyOf('finished');
    const points = tracePoints([MPKG, ...command(finished, pacs)], finished);
    const before = { tree: treeOf(origin), state: await stateOf(origin) };
    const after = { tree: treeOf(finished), state: await stateOf(finished) };
    assert.notDeepEqual(before.tree, after.tree);

    const seen = { before: 0, after: 0 };
    const tried = pointsToTry(points, SAMPLE);
    for (const point of tried) {
      const where = `killed at ${point.call} ${point.ordinal}`;
      const root = copyOf(`${point.call}-${point.ordinal}`);
      const killed = await runTool('mpkg', command(root, pacs), { under: injectAt(point, 'signal=KILL') });
      const recovered = await runTool('mpkg', ['--recover', '--root', root]);
      assert.equal(recovered.exit, 0, `${recovered.stderr} (${where})`);
      const now = { tree: treeOf(root), state: await stateOf(root) };
      const outcome = now.tree.join('\n') === after.tree.join('\n') ? 'after' : 'before';
      assert.deepEqual(now, outcome === 'after' ? after : before, where);
      assert.deepEqual(leftovers(root), [], where);
      if (killed.exit !== 0) seen[outcome] += 1;
      fs.rmSync(root, { recursive: true });
    }
    t.diagnostic(
      `killed at ${tried.length} of ${points.length} calls: undone ${seen.before}, done ${seen.after}`,
    );
    assert.ok(seen.before > 0 && seen.after > 0, 'kills on both sides of the commit');
  });
}
