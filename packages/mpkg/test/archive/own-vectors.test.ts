import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { buildTree, fingerprint, temporaryDirectory } from '@mpkg/testkit';
import { createPac } from '../../src/archive/create-pac.ts';
import { extractPac } from '../../src/archive/extract-pac.ts';
import { openPac } from '../../src/archive/open-pac.ts';
import { HAS_XZ } from '../codec/stored.ts';
import { SAMPLE, SAMPLE_PATHS } from './sample.ts';
import { contentsOf, OWN_VECTORS, writeFile } from './support.ts';

const PLAIN = path.join(OWN_VECTORS, 'sample.pac');
const PROGRAM_ONLY = new Set(['sample-sha256.pac.xz', 'sample-x86.pac.xz']);

for (const file of fs.readdirSync(OWN_VECTORS)) {
  const skip = PROGRAM_ONLY.has(file) && !HAS_XZ && 'xz is not installed';

  test(`vector ${file} has the contents of sample.pac`, { skip }, async () => {
    await using reader = await openPac(path.join(OWN_VECTORS, file));
    assert.deepEqual(
      [...reader.index].map((entry) => entry.path),
      SAMPLE_PATHS,
    );
    assert.deepEqual(await contentsOf(path.join(OWN_VECTORS, file)), await contentsOf(PLAIN));
  });

  test(
    `vector ${file} cut anywhere is refused`,
    { skip: skip || (PROGRAM_ONLY.has(file) && 'a process for each byte') },
    async () => {
      using directory = temporaryDirectory();
      const whole = fs.readFileSync(path.join(OWN_VECTORS, file));
      for (let length = 0; length < whole.length; length++) {
        const cut = writeFile(directory.path, file, whole.subarray(0, length));
        await assert.rejects(contentsOf(cut), { name: 'MpkgError', exit: 6 }, `${length} of ${whole.length}`);
      }
    },
  );
}

test('the tree of the vector packs to the vector', async () => {
  using directory = temporaryDirectory();
  const tree = path.join(directory.path, 'tree');
  buildTree(tree, SAMPLE);
  const file = path.join(directory.path, 'sample.pac');
  await createPac(file, tree);
  assert.ok(fs.readFileSync(file).equals(fs.readFileSync(PLAIN)));
});

test('the vector unpacks to the tree, whatever the umask', async () => {
  using directory = temporaryDirectory();
  const [wanted, found] = [path.join(directory.path, 'wanted'), path.join(directory.path, 'found')];
  buildTree(wanted, SAMPLE);
  const umask = process.umask(0o077);
  try {
    await using reader = await openPac(PLAIN);
    await extractPac(reader, found);
  } finally {
    process.umask(umask);
  }
  assert.deepEqual(fingerprint(found), fingerprint(wanted));
});
