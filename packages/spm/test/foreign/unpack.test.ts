import assert from 'node:assert/strict';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { canMount, mountTmpfs, temporaryDirectory } from '@mpkg/testkit';

import { SpmError } from '../../src/errors.ts';
import { Section } from '../../src/foreign/section.ts';
import { Spool } from '../../src/foreign/spool.ts';
import { unpacked, type Compression } from '../../src/foreign/unpack.ts';
import { compressed, has } from './archives.ts';

const MIB = 1024 * 1024;
/** What does not compress, so that a program is worth its start, and what does. */
const NOISE = Buffer.from(Array.from({ length: 30_000 }, (_, at) => Math.sin(at).toString()).join());

interface Attempt {
  readonly plain: Buffer;
  readonly compression: Compression;
  readonly limit?: number;
  /** Where the spool is; a directory that is removed when absent. */
  readonly directory?: string;
}

/** Compresses, unpacks, and reads what came out. */
async function roundTrip({ plain, compression, limit = Infinity, directory }: Attempt): Promise<Buffer> {
  using temporary = temporaryDirectory();
  const packed = compressed(plain, compression);
  const file = join(temporary.path, 'packed');
  // Something before and after it, as in an ar archive.
  writeFileSync(file, Buffer.concat([Buffer.from('before'), packed, Buffer.from('after')]));
  const fd = openSync(file, 'r');
  let spool: Spool | undefined;
  try {
    const section = new Section(fd, 'before'.length, packed.length);
    const contents = await unpacked(
      { section, compression },
      () => (spool = new Spool(join(directory ?? temporary.path, 'spool'), limit)),
    );
    const found = Buffer.alloc(contents.size + 1);
    return found.subarray(0, contents.read(found, 0));
  } finally {
    spool?.close();
    closeSync(fd);
  }
}

const COMPRESSIONS: readonly (readonly [Compression, string])[] = [
  ['none', 'true'],
  ['gz', 'true'],
  ['zst', 'true'],
  ['xz', 'xz'],
  ['bz2', 'bzip2'],
  ['lzma', 'xz'],
];

for (const [compression, program] of COMPRESSIONS) {
  describe(
    `a part of a package, compressed as ${compression}`,
    {
      skip: !has(program) && `${program} is missing`,
    },
    () => {
      test('is unpacked', async () => {
        for (const plain of [Buffer.from('small'), NOISE, Buffer.alloc(3 * MIB, 'abc')]) {
          assert.ok(plain.equals(await roundTrip({ plain, compression })));
        }
      });

      test(
        'is refused beyond the limit',
        { skip: compression === 'none' && 'it takes no space' },
        async () => {
          const plain = Buffer.concat([NOISE, Buffer.alloc(64 * MIB)]);
          await assert.rejects(roundTrip({ plain, compression, limit: MIB }), codeIs('size-limit'));
        },
      );

      test(
        'is refused where there is no space for it',
        { skip: (compression === 'none' && 'it takes no space') || (!canMount('tmpfs') && 'no tmpfs') },
        async () => {
          using full = mountTmpfs('256k');
          const plain = Buffer.concat([NOISE, Buffer.alloc(2 * MIB)]);
          const attempt = roundTrip({ plain, compression, directory: full.path });
          await assert.rejects(attempt, codeIs('no-space'));
        },
      );
    },
  );
}

function codeIs(code: string): (error: unknown) => boolean {
  return (error) => error instanceof SpmError && error.code === code;
}
