import assert from 'node:assert/strict';
import { test } from 'node:test';
import { temporaryDirectory } from '@mpkg/testkit';
import type { Codec } from '../../src/codec/codec.ts';
import { openDecoder } from '../../src/codec/open-decoder.ts';
import { LEVELS, openEncoder } from '../../src/codec/encoder.ts';
import { encodeGzip, encodeZstd } from '../../src/codec/zlib-encoder.ts';
import { collect, decodeAll, HAS_XZ, sample } from './stored.ts';

const BYTES = sample(600_000);
const BLOCK_BYTES = 256 * 1024;

function* blocks(bytes: Uint8Array): Generator<Uint8Array> {
  const block = new Uint8Array(BLOCK_BYTES);
  for (let at = 0; at < bytes.length; at += BLOCK_BYTES) {
    const part = bytes.subarray(at, at + BLOCK_BYTES);
    block.set(part);
    yield block.subarray(0, part.length);
  }
}

const CODECS: readonly Codec[] = ['none', 'gz', 'zst', ...(HAS_XZ ? (['xz'] as const) : [])];

for (const codec of CODECS) {
  test(`${codec}: what is encoded decodes, and always to the same bytes`, async () => {
    using directory = temporaryDirectory();
    for (const bytes of [Buffer.alloc(0), BYTES]) {
      const encode = await openEncoder(codec, LEVELS[codec]?.least);
      const stored = await collect(encode(blocks(bytes)));
      assert.ok(stored.equals(await collect(encode(blocks(bytes)))));
      assert.ok((await decodeAll(directory.path, stored, (file) => openDecoder(codec, file))).equals(bytes));
    }
  });
}

test('gzip and zstd give the same bytes with and without the handle', async () => {
  for (const encode of [encodeGzip, encodeZstd]) {
    const byHandle = await collect(encode(blocks(BYTES), 6));
    assert.ok(byHandle.equals(await collect(encode(blocks(BYTES), 6, () => undefined))));
  }
});

test('gzip has no time, no name, and one name for the system', async () => {
  const stored = await collect(encodeGzip(blocks(BYTES), 9));
  assert.equal(stored.subarray(0, 10).toString('hex'), '1f8b0800000000000203');
});

test('a level that the codec does not have is refused', async () => {
  for (const [codec, level] of [
    ['none', 1],
    ['gz', 0],
    ['gz', 10],
    ['zst', 20],
    ['zst', 2.5],
    ['xz', 10],
  ] as const) {
    await assert.rejects(openEncoder(codec, level), { name: 'MpkgError', code: 'usage' });
  }
});

test('an error of the source ends the encoding with that error', async () => {
  const broken = new Error('unreadable');
  function* source(): Generator<Uint8Array> {
    yield BYTES.subarray(0, 1000);
    throw broken;
  }
  for (const codec of CODECS) {
    const encode = await openEncoder(codec, undefined);
    await assert.rejects(collect(encode(source())), broken, codec);
  }
  for (const encode of [encodeGzip, encodeZstd]) {
    await assert.rejects(collect(encode(source(), 6, () => undefined)), broken);
  }
});
