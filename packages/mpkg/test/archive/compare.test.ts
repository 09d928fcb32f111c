import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { buildTree, temporaryDirectory, type Tree } from '@mpkg/testkit';
import type { Bytes } from '../../src/bytes.ts';
import { createPac } from '../../src/archive/create-pac.ts';
import { diffPacs } from '../../src/archive/diff-pacs.ts';
import { openPac } from '../../src/archive/open-pac.ts';
import { verifyPac } from '../../src/archive/verify-pac.ts';
import { SAMPLE } from './sample.ts';
import { OWN_VECTORS, writeFile } from './support.ts';

async function diff(a: Tree, b: Tree): Promise<object> {
  using directory = temporaryDirectory();
  const files = [path.join(directory.path, 'a.pac'), path.join(directory.path, 'b.pac.zst')] as const;
  for (const [i, tree] of [a, b].entries()) {
    const root = path.join(directory.path, `tree${i}`);
    buildTree(root, tree);
    await createPac(files[i] as string, root);
  }
  await using first = await openPac(files[0]);
  await using second = await openPac(files[1]);
  const found = Object.entries<Iterable<Bytes>>({ ...(await diffPacs(first, second)) });
  return Object.fromEntries(found.map(([change, paths]) => [change, [...paths]]));
}

test('equal trees have no differences, however they are compressed', async () => {
  assert.deepEqual(await diff(SAMPLE, SAMPLE), { added: [], removed: [], changed: [], retyped: [] });
});

test('each difference is named by its kind, in packing order', async () => {
  const before: Tree = {
    same: 'x',
    content: 'abc',
    size: 'abc',
    target: { link: 'a' },
    mode: 'run',
    type: 'file',
    gone: { dir: { inside: 'x' } },
    big: 'a'.repeat(400_000),
  };
  const after: Tree = {
    same: 'x',
    content: 'abd',
    size: 'abcd',
    target: { link: 'b' },
    mode: { exec: 'run' },
    type: { dir: {} },
    new: { dir: { inside: 'x' } },
    big: `${'a'.repeat(399_999)}b`,
  };
  assert.deepEqual(await diff(before, after), {
    added: ['new', 'new/inside'],
    removed: ['gone', 'gone/inside'],
    changed: ['big', 'content', 'size', 'target'],
    retyped: ['mode', 'type'],
  });
});

test('a whole archive is valid', async () => {
  for (const name of ['sample.pac', 'sample.pac.gz', 'sample.pac.zst']) {
    const file = path.join(OWN_VECTORS, name);
    const sha256 = createHash('sha256').update(fs.readFileSync(file)).digest('hex');
    assert.deepEqual(await verifyPac(file, { sha256 }), { valid: true, problems: [] });
  }
});

test('a wrong form and a wrong digest are two problems', async () => {
  using directory = temporaryDirectory();
  const file = writeFile(directory.path, 'a.pac', 'PAC\0\0');
  const { valid, problems } = await verifyPac(file, { sha256: '0'.repeat(64) });
  assert.equal(valid, false);
  assert.deepEqual(
    problems.map(({ code }) => code),
    ['pac-malformed', 'digest-mismatch'],
  );
});

test('what is not the fault of an archive is an error, not a problem', async () => {
  await assert.rejects(verifyPac('/nonexistent/a.pac'), { code: 'file-not-found' });
  await assert.rejects(verifyPac(path.join(OWN_VECTORS, 'sample.pac'), { sha256: 'x' }), { code: 'usage' });
});
