import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { test } from 'node:test';
import { buildTree, temporaryDirectory, type Tree } from '@mpkg/testkit';
import { createPac, planTree } from '../../src/archive/create-pac.ts';
import { openPac } from '../../src/archive/open-pac.ts';
import { writeArchive } from '../../src/archive/write-archive.ts';
import { HAS_XZ } from '../codec/stored.ts';
import { SAMPLE } from './sample.ts';
import { contentsOf } from './support.ts';

interface Workshop extends Disposable {
  readonly tree: string;
  readonly out: string;
  /** What lies beside the archive. */
  rest(): string[];
}

function workshop(tree: Tree = SAMPLE): Workshop {
  const directory = temporaryDirectory();
  const out = path.join(directory.path, 'out');
  fs.mkdirSync(out);
  buildTree(path.join(directory.path, 'tree'), tree);
  return {
    tree: path.join(directory.path, 'tree'),
    out: path.join(out, 'a.pac'),
    rest: () => fs.readdirSync(out).sort(),
    [Symbol.dispose]: () => directory[Symbol.dispose](),
  };
}

test('times, umask and the order of creation leave no trace', async () => {
  using first = workshop();
  using second = workshop(Object.fromEntries(Object.entries(SAMPLE).toReversed()));
  fs.utimesSync(path.join(second.tree, 'README'), 1, 1);
  const [a, b] = [await createPac(first.out, first.tree), await createPac(second.out, second.tree)];
  assert.equal(a.sha256, b.sha256);
  assert.equal(a.entries, 13);
  assert.equal(a.bytes, fs.statSync(first.out).size);
  assert.equal(a.sha256, createHash('sha256').update(fs.readFileSync(first.out)).digest('hex'));
  assert.deepEqual(first.rest(), ['a.pac']);
});

test('every codec holds the same archive; the name decides when nothing else does', async () => {
  using shop = workshop();
  await createPac(shop.out, shop.tree);
  const expected = await contentsOf(shop.out);
  for (const codec of ['gz', 'zst', ...(HAS_XZ ? (['xz'] as const) : [])] as const) {
    for (const file of [`${shop.out}.${codec}`, shop.out]) {
      const made = await createPac(file, shop.tree, file === shop.out ? { codec } : {});
      await using reader = await openPac(file);
      assert.equal(reader.codec, codec);
      assert.equal(made.codec, codec);
      assert.deepEqual(await contentsOf(file), expected);
    }
  }
});

test('a name that claims another compression is refused', async () => {
  using shop = workshop();
  await assert.rejects(createPac(`${shop.out}.gz`, shop.tree, { codec: 'zst' }), { code: 'usage' });
  await assert.rejects(createPac(shop.out, shop.tree, { level: 3 }), { code: 'usage' });
  assert.deepEqual(shop.rest(), []);
});

test('everything that cannot be packed is named, and nothing is written', async () => {
  using shop = workshop({ ok: 'x', 'new\nline': 'x', 'sub/\x1b': { link: 'x' } });
  execFileSync('mkfifo', [path.join(shop.tree, 'pipe')]);
  fs.truncateSync(path.join(shop.tree, 'ok'), 2 ** 32);
  fs.mkdirSync(path.join(shop.tree, 'd/'.repeat(33)), { recursive: true });
  const server = net.createServer().listen(path.join(shop.tree, 'socket'));
  await new Promise((resolve) => server.on('listening', resolve));
  try {
    await assert.rejects(
      createPac(shop.out, shop.tree),
      (error: Error & { details: { entries: { path: string }[] } }) => {
        const paths = error.details.entries.map((entry) => entry.path).sort();
        assert.deepEqual(paths, [
          `${'d/'.repeat(32)}d`,
          String.raw`new\nline`,
          'ok',
          'pipe',
          'socket',
          String.raw`sub/\u001b`,
        ]);
        return 'code' in error && error.code === 'entry-unsupported';
      },
    );
  } finally {
    server.close();
  }
  assert.deepEqual(shop.rest(), []);
});

test('32 nested directories and a name of 255 bytes are packed', async () => {
  using shop = workshop({ [`${'d/'.repeat(31)}d/f`]: 'x', ['n'.repeat(255)]: 'y' });
  assert.equal((await createPac(shop.out, shop.tree)).entries, 34);
});

test('hard links become copies', async () => {
  using shop = workshop({ a: 'same' });
  fs.linkSync(path.join(shop.tree, 'a'), path.join(shop.tree, 'b'));
  await createPac(shop.out, shop.tree);
  const [a, b] = await contentsOf(shop.out);
  assert.equal(a?.replace(/a$/, 'b'), b);
});

test('what the archive loses of modes and owners is in the table, what a umask does is not', () => {
  using shop = workshop({
    sudo: { file: '', mode: 0o4755 },
    shadow: { file: '', mode: 0o640 },
    readonly: { file: '', mode: 0o444 },
    umask: { file: '', mode: 0o664 },
    plain: '',
    tmp: { dir: {} },
    'group-writable': { dir: {} },
  });
  fs.chmodSync(path.join(shop.tree, 'tmp'), 0o1777);
  fs.chmodSync(path.join(shop.tree, 'group-writable'), 0o775);
  const { modes } = planTree(shop.out, shop.tree);
  assert.deepEqual(Object.fromEntries(modes), {
    sudo: { mode: 0o4755 },
    shadow: { mode: 0o640 },
    readonly: { mode: 0o444 },
    tmp: { mode: 0o1777 },
  });
});

const isRoot = process.geteuid?.() === 0;
test(
  'foreign owners are in the table, of links too',
  { skip: !isRoot && 'only root can give files away' },
  () => {
    using shop = workshop({ data: 'x', link: { link: 'data' } });
    fs.chownSync(path.join(shop.tree, 'data'), 33, 0);
    fs.lchownSync(path.join(shop.tree, 'link'), 33, 44);
    const { modes } = planTree(shop.out, shop.tree);
    assert.deepEqual(Object.fromEntries(modes), { data: { owner: 33 }, link: { owner: 33, group: 44 } });
  },
);

test('excluded names and paths are left out with what is below them', async () => {
  using shop = workshop();
  await createPac(shop.out, shop.tree, { exclude: ['.*', '/lib/a', 'run*', 'lib/[A-Z]'] });
  const paths = (await contentsOf(shop.out)).map((line) => line.split(' ').at(-1));
  assert.deepEqual(paths, ['README', 'bin', 'empty', 'lib', 'lib/big', 'lib/na\xc3\xafve']);
});

test('an archive in its own tree does not hold itself', async () => {
  using shop = workshop({ a: 'x' });
  const inside = path.join(shop.tree, 'self.pac');
  const once = await createPac(inside, shop.tree);
  assert.equal((await createPac(inside, shop.tree)).sha256, once.sha256);
});

test('a file that changes its size meanwhile ends the work and leaves no archive', async () => {
  using shop = workshop({ a: 'x', grows: 'y'.repeat(10), z: 'z' });
  for (const content of ['y'.repeat(11), 'y'.repeat(9), 'y'.repeat(1_000_000)]) {
    fs.writeFileSync(path.join(shop.tree, 'grows'), 'y'.repeat(10));
    const { source } = planTree(shop.out, shop.tree);
    fs.writeFileSync(path.join(shop.tree, 'grows'), content);
    await assert.rejects(writeArchive(shop.out, source, {}), { code: 'source-changed' });
    assert.deepEqual(shop.rest(), []);
  }
});

test('a file that becomes a link or a pipe meanwhile is neither followed nor waited for', async () => {
  using shop = workshop({ a: 'secret', b: 'public' });
  const { source } = planTree(shop.out, shop.tree);
  fs.unlinkSync(path.join(shop.tree, 'b'));
  fs.symlinkSync('a', path.join(shop.tree, 'b'));
  await assert.rejects(writeArchive(shop.out, source, {}), { code: 'ELOOP' });
  fs.unlinkSync(path.join(shop.tree, 'b'));
  execFileSync('mkfifo', [path.join(shop.tree, 'b')]);
  await assert.rejects(writeArchive(shop.out, source, {}), { code: 'source-changed' });
  assert.deepEqual(shop.rest(), []);
});

test('progress counts the plain bytes up to all of them', async () => {
  using shop = workshop({ a: 'x'.repeat(600_000), b: 'y' });
  const seen: number[] = [];
  await createPac(shop.out, shop.tree, { codec: 'gz', onProgress: (bytes) => seen.push(bytes) });
  await using reader = await openPac(shop.out);
  assert.deepEqual(seen, [262_144, 524_288, 600_001 + reader.headerBytes + 10]);
});

test('a signal ends the work and leaves what was there', async () => {
  using shop = workshop();
  fs.writeFileSync(shop.out, 'old');
  const signal = AbortSignal.abort('SIGINT');
  await assert.rejects(createPac(shop.out, shop.tree, { signal }), { code: 'interrupted', exit: 130 });
  assert.equal(fs.readFileSync(shop.out, 'utf8'), 'old');
  assert.deepEqual(shop.rest(), ['a.pac']);
});

test('an archive replaces a file or what a link points to, and nothing else', async () => {
  using shop = workshop();
  const target = path.join(path.dirname(shop.out), 'target');
  fs.writeFileSync(target, 'old');
  fs.symlinkSync('target', shop.out);
  await createPac(shop.out, shop.tree);
  assert.ok(fs.lstatSync(shop.out).isSymbolicLink());
  assert.equal(fs.readFileSync(target).subarray(0, 3).toString(), 'PAC');
  await assert.rejects(createPac('/dev/null', shop.tree), { code: 'io-failed' });
  await assert.rejects(createPac(path.dirname(shop.out), shop.tree), { code: 'io-failed' });
  await assert.rejects(createPac(`${shop.tree}/none/a.pac`, shop.tree), { code: 'file-not-found' });
});

test('a tree that is missing or empty is refused', async () => {
  using shop = workshop({});
  await assert.rejects(createPac(shop.out, shop.tree), { code: 'entry-unsupported' });
  await assert.rejects(createPac(shop.out, `${shop.tree}/none`), { code: 'file-not-found', exit: 3 });
});
