import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { buildTree, fingerprint, temporaryDirectory, type Tree } from '@mpkg/testkit';
import { extractPac } from '../../src/archive/extract-pac.ts';
import { openPac } from '../../src/archive/open-pac.ts';
import { dir, leaf } from '../pac/bytes.ts';
import { archive, writeFile } from './support.ts';

const PACKAGE = archive([leaf(4, [3], 'f'), dir(0, 'd'), leaf(8, [2], 'x'), leaf(12, [4], 'y')], 'abcde../f');

/** A root to unpack into, with a sibling that must stay as it is. */
function ground(
  tree: Tree,
): Disposable & { root: string; outside: string; unpack(bytes: Uint8Array, name?: string): Promise<void> } {
  const directory = temporaryDirectory();
  const [root, outside] = [path.join(directory.path, 'root'), path.join(directory.path, 'outside')];
  buildTree(outside, { keep: 'kept' });
  buildTree(root, tree);
  return {
    root,
    outside,
    async unpack(bytes, name = 'a.pac') {
      await using reader = await openPac(writeFile(directory.path, name, bytes));
      await extractPac(reader, root);
    },
    [Symbol.dispose]: () => directory[Symbol.dispose](),
  };
}

test('unpacking twice is the same as once, and replaces what differs', async () => {
  using place = ground({
    f: { link: '../outside/keep' },
    d: { dir: { x: 'other', y: 'a file', z: 'kept' } },
  });
  const outside = fingerprint(place.outside);
  await place.unpack(PACKAGE);
  const once = fingerprint(place.root);
  await place.unpack(PACKAGE);
  assert.deepEqual(fingerprint(place.root), once);
  assert.deepEqual(fingerprint(place.outside), outside);
  assert.equal(fs.readFileSync(path.join(place.root, 'f'), 'utf8'), 'abc');
  assert.equal(fs.readlinkSync(path.join(place.root, 'd/y')), '../f');
  assert.equal(fs.statSync(path.join(place.root, 'd/x')).mode & 0o7777, 0o755);
  assert.equal(fs.readFileSync(path.join(place.root, 'd/z'), 'utf8'), 'kept');
});

test('a link where the archive has a directory is refused, never followed', async () => {
  for (const target of ['../outside', '/', '.', 'nowhere']) {
    using place = ground({ d: { link: target } });
    const before = [fingerprint(place.root), fingerprint(place.outside)];
    await assert.rejects(place.unpack(PACKAGE), { code: 'file-conflict', exit: 4, subject: 'd' });
    assert.deepEqual([fingerprint(place.root), fingerprint(place.outside)], before);
  }
});

test('a second archive cannot write through a link of the first', async () => {
  using place = ground({});
  const outside = fingerprint(place.outside);
  await place.unpack(archive([leaf(12, [10], 'd')], '../outside'));
  await assert.rejects(place.unpack(archive([dir(0, 'd'), leaf(4, [1], 'keep')], 'x')), {
    code: 'file-conflict',
  });
  assert.deepEqual(fingerprint(place.outside), outside);
});

test('a directory where the archive has a leaf is refused', async () => {
  using place = ground({ f: { dir: { kept: 'x' } } });
  const before = fingerprint(place.root);
  await assert.rejects(place.unpack(PACKAGE), { code: 'file-conflict' });
  assert.deepEqual(fingerprint(place.root), before);
});

test('existing directories keep their modes', async () => {
  using place = ground({ d: { dir: {} } });
  fs.chmodSync(path.join(place.root, 'd'), 0o700);
  await place.unpack(PACKAGE);
  assert.equal(fs.statSync(path.join(place.root, 'd')).mode & 0o7777, 0o700);
});

test('a fault that is found late takes back what was made', async () => {
  const stored = zlib.gzipSync(Buffer.concat([PACKAGE, Buffer.alloc(0)]));
  const bad = Buffer.from(stored);
  bad[bad.length - 6] = (bad[bad.length - 6] as number) ^ 1;
  for (const [bytes, code] of [
    [bad, 'stream-corrupt'],
    [stored.subarray(0, -4), 'pac-truncated'],
    [zlib.gzipSync(PACKAGE.subarray(0, -1)), 'pac-truncated'],
    [zlib.gzipSync(Buffer.concat([PACKAGE, Buffer.of(1)])), 'pac-trailing-data'],
  ] as const) {
    using place = ground({ d: { dir: { z: 'kept' } } });
    const before = fingerprint(place.root);
    await assert.rejects(place.unpack(bytes, 'a.pac.gz'), { code, exit: 6 });
    assert.deepEqual(fingerprint(place.root), before);
  }
});

test('the directory is made when it does not exist', async () => {
  using place = ground({});
  const root = path.join(place.root, 'new/deeper');
  await using reader = await openPac(writeFile(place.outside, 'a.pac', PACKAGE));
  assert.deepEqual(await extractPac(reader, root), { written: 4 });
  assert.equal(fs.readFileSync(path.join(root, 'f'), 'utf8'), 'abc');
});
