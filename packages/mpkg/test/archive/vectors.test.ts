import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { temporaryDirectory } from '@mpkg/testkit';
import { createPac } from '../../src/archive/create-pac.ts';
import { extractPac } from '../../src/archive/extract-pac.ts';
import { openPac } from '../../src/archive/open-pac.ts';
import { verifyPac } from '../../src/archive/verify-pac.ts';
import { contentLines, contentsOf } from './support.ts';

/** The reference vectors: a directory beside the clone, or where PAC_VECTORS says. */
const VECTORS =
  process.env['PAC_VECTORS'] ?? path.resolve(import.meta.dirname, '../../../../../shared/pac-vectors');
const skip =
  !fs.existsSync(path.join(VECTORS, 'index.json')) && `the reference vectors are not at ${VECTORS}`;

interface Manifest {
  readonly files: readonly { readonly file: string; readonly sha256: string }[];
  readonly counts: Readonly<Record<string, number>>;
  readonly tree_sha256: string;
}

interface InvalidVector {
  readonly file: string;
  readonly class: string;
}

/** Thousands of new files take seconds on a busy disk. */
const SCRATCH = fs.existsSync('/dev/shm') ? '/dev/shm' : undefined;

const ACCEPTED_POLICY = 'policy-dotfile.pac';

function json(file: string): unknown {
  return JSON.parse(fs.readFileSync(path.join(VECTORS, file), 'utf8'));
}

function invalidVectors(): readonly InvalidVector[] {
  return json('invalid/manifest.json') as InvalidVector[];
}

function names(): string[] {
  return skip === false ? (json('index.json') as { name: string }[]).map(({ name }) => name) : ['…'];
}

for (const name of names()) {
  test(`reference vector ${name} reads as its manifest says, in every stored form`, { skip }, async () => {
    const manifest = json(`${name}.json`) as Manifest;
    for (const { file, sha256 } of manifest.files) {
      await using reader = await openPac(path.join(VECTORS, file), { sha256 });
      const lines = await contentLines(reader);
      const listing = Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
      assert.equal(createHash('sha256').update(listing).digest('hex'), manifest.tree_sha256, file);
      const counts: Record<string, number> = { dir: 0, file: 0, exec: 0, link: 0 };
      for (const { kind } of reader.index) counts[kind] = (counts[kind] ?? 0) + 1;
      assert.deepEqual(counts, manifest.counts);
    }
  });

  test(`reference vector ${name} unpacks to a tree that packs to the same bytes`, { skip }, async () => {
    const { files } = json(`${name}.json`) as Manifest;
    using directory = temporaryDirectory(SCRATCH);
    const { file } = files[0] ?? assert.fail('no file');
    await using reader = await openPac(path.join(VECTORS, file));
    const tree = path.join(directory.path, 'tree');
    assert.equal((await extractPac(reader, tree)).written, reader.index.length);
    const again = path.join(directory.path, 'again.pac');
    const { sha256, modes } = await createPac(again, tree);
    assert.equal(modes.size, 0);
    const plain = files.find((stored) => stored.file.endsWith('.pac'));
    if (plain !== undefined) assert.equal(sha256, plain.sha256);
    assert.deepEqual(await contentsOf(again), await contentLines(reader));
  });
}

test(
  'every invalid reference vector is refused, and only the policy on dot files accepts one',
  { skip },
  async () => {
    for (const { file } of invalidVectors()) {
      const { valid, problems } = await verifyPac(path.join(VECTORS, 'invalid', file));
      assert.equal(valid, file === ACCEPTED_POLICY, file);
      assert.equal(problems.length, valid ? 0 : 1, file);
    }
  },
);

test('no invalid reference vector leaves anything where it is unpacked', { skip }, async () => {
  for (const { file } of invalidVectors()) {
    if (file === ACCEPTED_POLICY) continue;
    using directory = temporaryDirectory(SCRATCH);
    const root = path.join(directory.path, 'root');
    fs.mkdirSync(root);
    const unpack = async (): Promise<void> => {
      await using reader = await openPac(path.join(VECTORS, 'invalid', file));
      await extractPac(reader, root);
    };
    await assert.rejects(unpack, { name: 'MpkgError', exit: 6 }, file);
    assert.deepEqual(fs.readdirSync(directory.path), ['root'], file);
    assert.deepEqual(fs.readdirSync(root), [], file);
  }
});
