import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { LONG, temporaryDirectory, type Tree, type TreeNode } from '@mpkg/testkit';
import type { Bytes } from '../../src/bytes.ts';
import type { MpkgError } from '../../src/errors.ts';
import { lab, pacIn, type Lab } from './harness.ts';

const shop = temporaryDirectory(fs.existsSync('/dev/shm') ? '/dev/shm' : undefined);
after(() => shop[Symbol.dispose]());
const pac = (name: string, tree: Tree): Promise<string> => pacIn(shop.path, name, tree);

const NAMES = ['a', 'b', 'c', 'lib', 'é'] as const;
const name = fc.constantFrom(...NAMES);
const target = fc.constantFrom('a', '../b', '/lib', 'c/a', '../../../a', '/', '.');

/** Few names and little content, so that trees often meet. */
const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree; node: TreeNode }>((tie) => ({
  tree: fc.dictionary(name, tie('node'), { maxKeys: 4 }),
  node: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'tree' },
    fc.constantFrom('', 'x', 'y', 'longer'),
    fc.record({ exec: fc.constantFrom('x', 'y') }),
    fc.record({ link: target }),
    fc.record({ dir: tie('tree') }),
  ),
})).tree;

/** An archive is not empty. */
const content = tree.filter((members) => Object.keys(members).length > 0);

const RUNS = {
  numRuns: Number(process.env['RUNS'] ?? 60),
  ...(process.env['SEED'] && { seed: Number(process.env['SEED']) }),
};

/** Undefined when the step was done, the error's code when it was refused. */
async function outcome(step: Promise<void>): Promise<string | undefined> {
  try {
    await step;
    return undefined;
  } catch (error) {
    return (error as MpkgError).code;
  }
}

const REFUSALS = new Set(['file-conflict', 'link-escapes', undefined]);

/** Does a step that may be refused; refused, it must have changed nothing. */
async function tryStep(place: Lab, step: () => Promise<void>): Promise<boolean> {
  const before = place.everything();
  const code = await outcome(step());
  assert.ok(REFUSALS.has(code), `refused by ${code}`);
  if (code !== undefined) assert.deepEqual(place.everything(), before);
  return code === undefined;
}

describe('for any tree and packages', () => {
  test('a deployment is refused without a trace, or its removal restores the tree', LONG, async () => {
    await fc.assert(
      fc.asyncProperty(tree, content, fc.array(name, { maxLength: 2 }), async (before, members, skip) => {
        using place = lab(before);
        const original = place.everything();
        const file = await pac('foo', members);
        if (await tryStep(place, () => place.deploy(file, { skip: skip as unknown as Bytes[] })))
          await place.remove('foo');
        assert.deepEqual(place.everything(), original);
      }),
      RUNS,
    );
  });

  test('packages removed in any order restore the tree', LONG, async () => {
    await fc.assert(
      fc.asyncProperty(
        tree,
        fc.array(content, { minLength: 2, maxLength: 4 }),
        fc.infiniteStream(fc.nat()),
        async (before, contents, order) => {
          using place = lab(before);
          const original = place.everything();
          const deployed: string[] = [];
          for (const [at, members] of contents.entries()) {
            const file = await pac(`p${at}`, members);
            if (await tryStep(place, () => place.deploy(file))) deployed.push(`p${at}`);
          }
          while (deployed.length > 0) {
            const [next = ''] = deployed.splice(order.next().value % deployed.length, 1);
            await place.remove(next);
          }
          assert.deepEqual(place.everything(), original);
        },
      ),
      RUNS,
    );
  });

  test('a replacement ends where the deployment of the new version alone does', LONG, async () => {
    await fc.assert(
      fc.asyncProperty(tree, content, content, async (before, older, newer) => {
        using place = lab(before);
        using other = lab(before);
        const fresh = await pac('foo', newer);
        if (!(await tryStep(place, async () => place.deploy(await pac('foo', older))))) return;
        const isReplaced = await tryStep(place, () => place.deploy(fresh, { replace: true }));
        const isDeployed = await tryStep(other, () => other.deploy(fresh));
        assert.ok(isReplaced || !isDeployed);
        // A link may lead to a directory that the old version alone had made.
        if (!isReplaced || !isDeployed) return;
        assert.deepEqual(place.tree(), other.tree());
        await place.remove('foo');
        await other.remove('foo');
        assert.deepEqual(place.everything(), other.everything());
      }),
      RUNS,
    );
  });

  test('several packages in one transaction end where they do one by one', LONG, async () => {
    await fc.assert(
      fc.asyncProperty(tree, content, content, async (before, one, two) => {
        using together = lab(before);
        using apart = lab(before);
        const files = [await pac('one', one), await pac('two', two)];
        const first = await tryStep(apart, () => apart.deploy(files[0] as string));
        const second = first && (await tryStep(apart, () => apart.deploy(files[1] as string)));
        assert.equal(await tryStep(together, () => together.deploy(files)), second);
        if (second) assert.deepEqual(together.tree(), apart.tree());
      }),
      RUNS,
    );
  });

  test('nothing is ever written outside the root', LONG, async () => {
    await fc.assert(
      fc.asyncProperty(tree, content, async (before, members) => {
        using place = lab(before);
        const outside = `${place.root}/..`;
        const around = fs.readdirSync(outside);
        const file = await pac('foo', members);
        await tryStep(place, () => place.deploy(file));
        assert.deepEqual(fs.readdirSync(outside), around);
      }),
      RUNS,
    );
  });
});
