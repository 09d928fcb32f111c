import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { temporaryDirectory } from '@mpkg/testkit';
import { WHOLE_PIECE_BYTES } from '../../src/archive/deliver-contents.ts';
import { linkTargets } from '../../src/archive/link-targets.ts';
import { openPac } from '../../src/archive/open-pac.ts';
import { sample } from '../codec/stored.ts';
import { dir, leaf, oneFile } from '../pac/bytes.ts';
import { archive, textsOf, writeFile } from './support.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The same archive in every form that needs no program. */
function forms(directory: string, plain: Uint8Array): string[] {
  return [
    writeFile(directory, 'a.pac', plain),
    writeFile(directory, 'a.pac.gz', zlib.gzipSync(plain)),
    writeFile(directory, 'a.pac.zst', zlib.zstdCompressSync(plain)),
  ];
}

const SIZES = [
  0,
  1,
  WHOLE_PIECE_BYTES,
  0,
  WHOLE_PIECE_BYTES + 1,
  WHOLE_PIECE_BYTES - 1,
  2_500_000,
  3,
  WHOLE_PIECE_BYTES,
];
const le = (size: number): number[] => {
  const bytes = [size & 255, (size >> 8) & 255, size >> 16];
  while (bytes.length > 1 && bytes.at(-1) === 0) bytes.pop();
  return bytes;
};

function manySizes(): { plain: Buffer; contents: Buffer } {
  const contents = sample(SIZES.reduce((sum, size) => sum + size, 0));
  const entries = SIZES.map((size, i) => leaf(4, le(size), `f${i}`));
  return { plain: Buffer.concat([archive(entries, ''), contents]), contents };
}

test('contents come in order, small leaves whole, large ones in pieces', async () => {
  using directory = temporaryDirectory();
  const { plain, contents } = manySizes();
  for (const file of forms(directory.path, plain)) {
    await using reader = await openPac(file);
    const seen = new Map<number, number>();
    let at = 0;
    await reader.readContents((entry, piece, offset) => {
      const size = SIZES[entry] as number;
      assert.equal(offset, seen.get(entry) ?? 0);
      if (size <= WHOLE_PIECE_BYTES) assert.equal(piece.length, size);
      assert.ok(piece.length <= 2 ** 20);
      assert.ok(contents.subarray(at, at + piece.length).equals(piece));
      seen.set(entry, offset + piece.length);
      at += piece.length;
    });
    assert.deepEqual([...seen], [...SIZES.entries()]);
  }
});

test('leaves that nobody wants are passed over, and reading can begin again', async () => {
  using directory = temporaryDirectory();
  const { plain, contents } = manySizes();
  for (const file of forms(directory.path, plain)) {
    await using reader = await openPac(file);
    for (const wanted of [[6], [0, 8], [], [1, 2, 3, 4, 5, 7]]) {
      const pieces: Buffer[] = [];
      await reader.readContents((_, piece) => void pieces.push(Buffer.from(piece)), {
        wants: (entry) => wanted.includes(entry),
      });
      const expected = wanted.map((entry) =>
        contents.subarray(reader.index.contentOffset(entry)).subarray(0, SIZES[entry]),
      );
      assert.ok(Buffer.concat(pieces).equals(Buffer.concat(expected)), `${file} ${wanted.join()}`);
    }
    const entry: Buffer[] = [];
    for await (const piece of reader.readEntry(6)) entry.push(Buffer.from(piece));
    assert.ok(
      Buffer.concat(entry).equals(contents.subarray(reader.index.contentOffset(6)).subarray(0, SIZES[6])),
    );
  }
});

test('the index is read without the contents', async () => {
  using directory = temporaryDirectory();
  const { plain } = manySizes();
  for (const file of forms(directory.path, plain).slice(1)) {
    fs.truncateSync(file, 500_000);
    await using reader = await openPac(file);
    assert.deepEqual(
      [...reader.index].map(({ size }) => size),
      SIZES,
    );
    await assert.rejects(
      reader.readContents(() => undefined),
      { code: 'pac-truncated' },
    );
  }
});

test('contents shorter or longer than the index says are refused, early where the file tells', async () => {
  using directory = temporaryDirectory();
  const plain = archive([leaf(4, [5], 'a'), leaf(4, [6], 'b')], 'aaaaabbbbbb');
  const cases = [
    ['pac-truncated', plain.subarray(0, -1)],
    ['pac-truncated', plain.subarray(0, -8)],
    ['pac-trailing-data', Buffer.concat([plain, Buffer.of(0)])],
    ['pac-trailing-data', Buffer.concat([plain, plain])],
  ] as const;
  for (const [code, bytes] of cases) {
    const [stored = '', ...compressed] = forms(directory.path, bytes);
    await assert.rejects(openPac(stored), { code, exit: 6 });
    for (const file of compressed) await assert.rejects(textsOf(file), { code, exit: 6 });
  }
});

test('a bomb is stopped where the index ends', async () => {
  using directory = temporaryDirectory();
  const bomb = Buffer.concat([oneFile('a', 'tiny'), Buffer.alloc(100_000_000)]);
  const file = writeFile(directory.path, 'a.pac.zst', zlib.zstdCompressSync(bomb));
  let delivered = 0;
  await using reader = await openPac(file);
  const reading = reader.readContents((_, piece) => (delivered += piece.length));
  await assert.rejects(reading, { code: 'pac-trailing-data' });
  assert.equal(delivered, 4);
});

test('a size that lies reserves nothing and is refused', async () => {
  using directory = temporaryDirectory();
  const plain = archive([leaf(4, [0xff, 0xff, 0xff, 0xff], 'a')], 'ten bytes.');
  for (const file of forms(directory.path, plain)) {
    await assert.rejects(textsOf(file), { code: 'pac-truncated' });
  }
});

test('a link target with NUL is refused', async () => {
  using directory = temporaryDirectory();
  for (const file of forms(directory.path, archive([leaf(12, [3], 'l')], 'a\0b'))) {
    await assert.rejects(textsOf(file), { code: 'pac-malformed' });
  }
});

test('a name must not lie about the compression; without a claim the content decides', async () => {
  using directory = temporaryDirectory();
  const plain = oneFile('a', 'x');
  for (const [name, bytes] of [
    ['a.pac.zst', plain],
    ['a.pac.gz', zlib.zstdCompressSync(plain)],
    ['a.pac.xz', zlib.gzipSync(plain)],
    ['a.pac', Buffer.from('BZh91AY&SY')],
    ['a.pac', Buffer.from('#!/bin/sh\n')],
  ] as const) {
    await assert.rejects(openPac(writeFile(directory.path, name, bytes)), { code: 'pac-malformed', exit: 6 });
  }
  assert.deepEqual(await textsOf(writeFile(directory.path, 'plain', plain)), { a: 'x' });
  assert.deepEqual(await textsOf(writeFile(directory.path, 'b.pac', zlib.gzipSync(plain))), { a: 'x' });
});

test('the digest of the stored file is demanded, whichever way it is read', async () => {
  using directory = temporaryDirectory();
  for (const file of forms(directory.path, oneFile('a', 'content'))) {
    const right = sha256(fs.readFileSync(file));
    {
      await using reader = await openPac(file, { sha256: right.toUpperCase() });
      await reader.readContents(() => undefined, { wants: () => false });
    }
    {
      await using reader = await openPac(file, { sha256: right });
      await reader.verifyDigest();
      await reader.readContents(() => undefined);
    }
    await using wrong = await openPac(file, { sha256: right.replace(/^./, (c) => (c === '0' ? '1' : '0')) });
    await assert.rejects(wrong.verifyDigest(), { code: 'digest-mismatch', exit: 6 });
    await assert.rejects(
      wrong.readContents(() => undefined),
      { code: 'digest-mismatch', exit: 6 },
    );
    await assert.rejects(openPac(file, { sha256: 'abc' }), { code: 'usage' });
  }
});

test('what the visitor throws comes out as it is', async () => {
  using directory = temporaryDirectory();
  const failure = new Error('no room');
  await using reader = await openPac(writeFile(directory.path, 'a.pac', oneFile('a', 'x')));
  await assert.rejects(
    reader.readContents(() => {
      throw failure;
    }),
    failure,
  );
});

test('reading stops at a signal', async () => {
  using directory = temporaryDirectory();
  const { plain } = manySizes();
  for (const [reason, code, exit] of [
    ['SIGINT', 'interrupted', 130],
    ['SIGTERM', 'terminated', 143],
  ] as const) {
    await using reader = await openPac(writeFile(directory.path, 'a.pac', plain));
    const controller = new AbortController();
    const reading = reader.readContents(() => controller.abort(reason), { signal: controller.signal });
    await assert.rejects(reading, { code, exit });
  }
});

test('what is not there, or is no file, is told apart', async () => {
  using directory = temporaryDirectory();
  await assert.rejects(openPac(`${directory.path}/none.pac`), { code: 'file-not-found', exit: 3 });
  await assert.rejects(openPac(directory.path), { code: 'pac-malformed' });
  execFileSync('mkfifo', [`${directory.path}/pipe`]);
  await assert.rejects(openPac(`${directory.path}/pipe`), { code: 'pac-malformed' });
});

test('link targets are read without the rest of the archive', async () => {
  using directory = temporaryDirectory();
  const plain = archive(
    [leaf(12, [3], 'l'), dir(0, 'd'), leaf(12, [2], 'm'), dir(0, 'e'), leaf(4, [4], 'f')],
    'abcde',
  );
  // The last leaf is missing: nobody looks at it.
  await using reader = await openPac(writeFile(directory.path, 'a.pac.gz', zlib.gzipSync(plain)));
  assert.deepEqual(
    [...(await linkTargets(reader))],
    [
      [0, 'abc'],
      [2, 'de'],
    ],
  );
});
