import assert from 'node:assert/strict';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { temporaryDirectory } from '@mpkg/testkit';
import { MpkgError } from '../../src/errors.ts';
import type { Decoder } from '../../src/codec/decoder.ts';
import type { StoredFile } from '../../src/codec/stored-file.ts';
import { openXz } from '../../src/codec/xz-decoder.ts';
import { openGzip, openZstd } from '../../src/codec/zlib-decoder.ts';
import { decodeAll, HAS_XZ, sample, xz } from './stored.ts';

const SMALL = sample(700);
const LARGE = sample(300_000);
/** Bytes that a skippable frame of five has: alone it is a whole stream, an empty one. */
const SKIPPABLE_BYTES = 13;
const noHandle = (): undefined => undefined;
const { ZSTD_c_checksumFlag } = zlib.constants;

const zstd = (bytes: Uint8Array, checksum = 1): Buffer =>
  zlib.zstdCompressSync(bytes, { params: { [ZSTD_c_checksumFlag]: checksum } });

interface Case {
  readonly open: (stored: StoredFile) => Decoder | Promise<Decoder>;
  readonly encode: (bytes: Uint8Array) => Buffer;
  /** What may follow a stream and still belong to it. */
  readonly more: (bytes: Uint8Array) => Buffer;
}

const skippable = (length: number): Buffer =>
  Buffer.concat([Buffer.of(0x5a, 0x2a, 0x4d, 0x18, length, 0, 0, 0), Buffer.alloc(length, 9)]);

const CASES: Record<string, Case> = {
  'gzip by the handle': { open: openGzip, encode: zlib.gzipSync, more: zlib.gzipSync },
  'gzip by the stream': {
    open: (stored) => openGzip(stored, noHandle),
    encode: zlib.gzipSync,
    more: zlib.gzipSync,
  },
  'zstd by the handle': { open: openZstd, encode: zstd, more: zstd },
  'zstd by the stream': { open: (stored) => openZstd(stored, noHandle), encode: zstd, more: zstd },
  'zstd without a checksum': {
    open: openZstd,
    encode: (bytes) => zstd(bytes, 0),
    more: (bytes) => zstd(bytes, 0),
  },
  'zstd with skippable frames': {
    open: openZstd,
    encode: (bytes) => Buffer.concat([skippable(5), zstd(bytes)]),
    more: (bytes) => Buffer.concat([skippable(0), zstd(bytes), skippable(200)]),
  },
  ...(HAS_XZ && {
    'xz in process': {
      open: openXz,
      encode: (bytes) => xz(bytes, '-0', '--check=crc64'),
      more: (bytes) => xz(bytes),
    },
    'xz by the program': {
      open: openXz,
      encode: (bytes) => xz(bytes, '-0', '--check=sha256'),
      more: (bytes) => xz(bytes),
    },
  }),
};

async function outcome(work: Promise<Buffer>): Promise<Buffer | MpkgError> {
  try {
    return await work;
  } catch (error) {
    assert.ok(error instanceof MpkgError, `not a typed error: ${String(error)}`);
    assert.equal(error.exit, 6);
    return error;
  }
}

for (const [name, { open, encode, more }] of Object.entries(CASES)) {
  // The program is started for every case: a few positions stand for all.
  const isProgram = name === 'xz by the program';
  const positions = (length: number): number[] =>
    Array.from({ length }, (_, at) => at).filter((at) => !isProgram || at % 29 === 0 || at >= length - 2);

  test(`${name}: round trips, whatever the size of the pieces`, async () => {
    using directory = temporaryDirectory();
    for (const bytes of [Buffer.alloc(0), SMALL, LARGE, Buffer.alloc(1_500_000)]) {
      const stored = encode(bytes);
      for (const pieceBytes of [999, 65_536, 1_048_576]) {
        const read = await decodeAll(directory.path, stored, open, pieceBytes);
        assert.ok(read.equals(bytes), `${bytes.length} bytes by ${pieceBytes}`);
      }
    }
  });

  test(`${name}: a stream cut at any byte is refused`, async () => {
    using directory = temporaryDirectory();
    const whole = encode(SMALL);
    for (const length of positions(whole.length)) {
      if (name === 'zstd with skippable frames' && length === SKIPPABLE_BYTES) continue;
      const found = await outcome(decodeAll(directory.path, whole.subarray(0, length), open));
      assert.ok(found instanceof MpkgError, `cut to ${length} of ${whole.length}`);
    }
  });

  test(`${name}: a changed byte is refused or changes nothing`, async () => {
    using directory = temporaryDirectory();
    const whole = encode(SMALL);
    const isChecked = name !== 'zstd without a checksum';
    for (const at of positions(whole.length)) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] as number) ^ (1 << (at % 8));
      const found = await outcome(decodeAll(directory.path, changed, open));
      assert.ok(found instanceof MpkgError || found.equals(SMALL) || !isChecked, `byte ${at}`);
    }
  });

  test(`${name}: bytes after the end are refused`, async () => {
    using directory = temporaryDirectory();
    for (const bytes of [SMALL, LARGE]) {
      const stored = encode(bytes);
      for (const tail of ['\0', '\0\0\0\0\0', 'x', 'trailing text', '\0'.repeat(70_000)]) {
        if (name.startsWith('xz') && /^\0+$/.test(tail) && tail.length % 4 === 0) continue;
        const whole = Buffer.concat([stored, Buffer.from(tail)]);
        const found = await outcome(decodeAll(directory.path, whole, open));
        assert.ok(found instanceof MpkgError, `${tail.length} bytes after ${bytes.length}`);
      }
    }
  });

  test(`${name}: streams in a row are one`, async () => {
    using directory = temporaryDirectory();
    const whole = Buffer.concat([encode(SMALL), more(LARGE), encode(Buffer.alloc(0))]);
    assert.ok((await decodeAll(directory.path, whole, open)).equals(Buffer.concat([SMALL, LARGE])));
  });

  test(`${name}: can be left unfinished`, async () => {
    using directory = temporaryDirectory();
    const stored = encode(LARGE);
    const once = async (): Promise<void> => {
      const stop = new Error('stop');
      const opened = async (file: StoredFile): Promise<Decoder> => {
        const decoder = await open(file);
        let reads = 0;
        return {
          read: (target) => {
            if (reads++ > 0) throw stop;
            return decoder.read(target);
          },
          close: () => decoder.close(),
        };
      };
      await assert.rejects(decodeAll(directory.path, stored, opened), stop);
    };
    await once();
    await once();
    assert.ok((await decodeAll(directory.path, stored, open)).equals(LARGE));
  });
}

test(
  'xz with filters that only the program knows is read',
  { skip: !HAS_XZ && 'xz is not installed' },
  async () => {
    using directory = temporaryDirectory();
    for (const filters of [
      ['--x86', '--lzma2'],
      ['--delta=dist=2', '--lzma2=preset=1'],
    ]) {
      assert.ok((await decodeAll(directory.path, xz(LARGE, ...filters), openXz)).equals(LARGE));
    }
  },
);
