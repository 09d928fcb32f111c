import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { fingerprint, temporaryDirectory } from '@mpkg/testkit';
import { createPac } from '../../src/archive/create-pac.ts';
import { extractPac } from '../../src/archive/extract-pac.ts';
import { openPac } from '../../src/archive/open-pac.ts';
import type { Codec } from '../../src/codec/codec.ts';
import { MpkgError } from '../../src/errors.ts';
import { isDirectoryNode, trees, type DirectoryNode } from '../pac/trees.ts';
import { sample } from '../codec/stored.ts';
import { contentsOf } from './support.ts';

const SCRATCH = fs.existsSync('/dev/shm') ? '/dev/shm' : undefined;
const raw = (latin1: string): Buffer => Buffer.from(latin1, 'latin1');

function build(root: string, tree: DirectoryNode): void {
  fs.mkdirSync(raw(root));
  fs.chmodSync(raw(root), 0o755);
  for (const [name, node] of tree) {
    const place = `${root}/${name}`;
    if (isDirectoryNode(node)) build(place, node);
    else if (node.kind === 'link') fs.symlinkSync('t'.repeat(node.size), raw(place));
    else {
      fs.writeFileSync(raw(place), sample(node.size));
      fs.chmodSync(raw(place), node.kind === 'exec' ? 0o755 : 0o644);
    }
  }
}

test('a tree that is packed and unpacked is the same tree, and packs to the same archive', async () => {
  const codec = fc.constantFrom<Codec>('none', 'gz', 'zst');
  await fc.assert(
    fc.asyncProperty(trees(70_000), codec, async (tree, chosen) => {
      using directory = temporaryDirectory(SCRATCH);
      const [before, after] = [path.join(directory.path, 'before'), path.join(directory.path, 'after')];
      build(before, tree);
      const made = await createPac(path.join(directory.path, 'a.pac'), before, { codec: chosen });
      await using reader = await openPac(made.file, { sha256: made.sha256 });
      await extractPac(reader, after);
      assert.deepEqual(fingerprint(after), fingerprint(before));
      const again = await createPac(path.join(directory.path, 'b.pac'), after, { codec: chosen });
      assert.equal(again.sha256, made.sha256);
    }),
    { numRuns: 30 },
  );
});

test('an archive with bytes changed, cut or added is refused or reads to its end, in bounded time', async () => {
  using directory = temporaryDirectory(SCRATCH);
  const file = path.join(directory.path, 'a');
  const change = fc.record({ at: fc.nat(), byte: fc.nat(255), cut: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      trees(2000),
      fc.constantFrom<Codec>('none', 'gz', 'zst'),
      change,
      async (tree, codec, { at, byte, cut }) => {
        const root = path.join(directory.path, 'tree');
        fs.rmSync(root, { recursive: true, force: true });
        build(root, tree);
        await createPac(file, root, { codec });
        const bytes = fs.readFileSync(file);
        bytes[at % bytes.length] = byte;
        fs.writeFileSync(file, cut ? bytes.subarray(0, at % bytes.length) : bytes);
        try {
          await contentsOf(file);
        } catch (error) {
          assert.ok(error instanceof MpkgError, String(error));
          assert.equal(error.exit, 6);
        }
      },
    ),
    { numRuns: 80 },
  );
});
