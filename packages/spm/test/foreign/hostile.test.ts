import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';

import { temporaryDirectory } from '@mpkg/testkit';

import { SpmError, type SpmErrorCode } from '../../src/errors.ts';
import { arHeader, arOf, compressed, CONTROL, debOf, has, tarOf, type TarSpec } from './archives.ts';
import { converted } from './conversion.ts';

const NO_XZ = !has('xz') && 'xz is missing';

interface Refusal {
  readonly code: SpmErrorCode;
  /** The member at fault. */
  readonly subject?: string;
  readonly limit?: number;
}

/** Converts, expects a refusal, and that it left nothing behind. */
async function refuses(bytes: Buffer, { code, subject = 'sample.deb', limit }: Refusal): Promise<void> {
  using directory = temporaryDirectory();
  await assert.rejects(
    converted({ directory: directory.path, bytes, ...(limit !== undefined && { limit }) }),
    (error) => {
      assert.ok(error instanceof SpmError, String(error));
      assert.deepEqual([error.code, error.subject], [code, subject], error.message);
      assert.match(error.message, /^sample\.deb: /);
      return true;
    },
  );
  const work = join(directory.path, 'cache/work');
  assert.deepEqual(existsSync(work) ? readdirSync(work) : [], []);
  assert.equal(existsSync(join(directory.path, 'cache/objects')), false);
}

const MEMBERS: Readonly<Record<string, readonly [Refusal, readonly TarSpec[]]>> = {
  'a path upwards': [
    { code: 'path-denied', subject: './a/../../etc/passwd' },
    [{ name: './a/../../etc/passwd', content: 'x' }],
  ],
  'an absolute path': [
    { code: 'path-denied', subject: '/etc/passwd' },
    [{ name: '/etc/passwd', content: 'x' }],
  ],
  'a file below a symbolic link': [
    { code: 'package-malformed', subject: 'a' },
    [
      { name: './a', type: 'symlink', linkname: '/etc' },
      { name: './a/passwd', content: 'x' },
    ],
  ],
  'a symbolic link in place of a directory': [
    { code: 'package-malformed', subject: 'a' },
    [
      { name: './a/b', content: 'x' },
      { name: './a', type: 'symlink', linkname: '/etc' },
    ],
  ],
  'a file below a file': [
    { code: 'package-malformed', subject: 'a' },
    [
      { name: './a', content: 'x' },
      { name: './a/b', content: 'x' },
    ],
  ],
  'the same path twice': [
    { code: 'package-malformed', subject: 'a' },
    [
      { name: './a', content: 'x' },
      { name: 'a', content: 'y' },
    ],
  ],
  'a hard link to what is not there': [
    { code: 'package-malformed', subject: 'a' },
    [{ name: './a', type: 'link', linkname: './b' }],
  ],
  'a hard link to a path upwards': [
    { code: 'path-denied', subject: '../b' },
    [{ name: './a', type: 'link', linkname: '../b' }],
  ],
  'a device': [
    { code: 'entry-unsupported', subject: './dev/null' },
    [{ name: './dev/null', type: 'character-device' }],
  ],
  'a named pipe': [{ code: 'entry-unsupported', subject: './pipe' }, [{ name: './pipe', type: 'fifo' }]],
  'a line break in a name': [
    { code: 'entry-unsupported', subject: 'a\nb' },
    [{ name: './a\nb', content: 'x' }],
  ],
  'a name of 256 bytes': [
    { code: 'entry-unsupported', subject: 'n'.repeat(256) },
    [{ name: `./${'n'.repeat(256)}`, content: 'x' }],
  ],
  '33 nested directories': [
    { code: 'entry-unsupported', subject: 'd/'.repeat(33).slice(0, -1) },
    [{ name: `./${'d/'.repeat(33)}`, type: 'directory' }],
  ],
  'no members': [{ code: 'entry-unsupported' }, []],
};

const HARD_LINKS = Array.from({ length: 100 }, (_, at): TarSpec => ({
  name: `./${String(at)}`,
  type: 'link',
  linkname: './a',
}));

describe('a hostile Debian package is refused by name', () => {
  for (const [what, [refusal, members]] of Object.entries(MEMBERS)) {
    test(what, async () => refuses(await debOf({ data: members }), refusal));
  }

  test('an ar archive cut anywhere', async () => {
    const whole = await debOf({ data: [{ name: './a', content: 'x'.repeat(2000) }], compression: 'none' });
    for (const length of [20, 100, 200, whole.length - 3000, whole.length - 600]) {
      await refuses(whole.subarray(0, length), { code: 'package-malformed' });
    }
  });

  test('a member that claims more bytes than there are', async () => {
    const bytes = Buffer.concat([arOf([['debian-binary', '2.0\n']]), arHeader('control.tar', '9999999999')]);
    await refuses(bytes, { code: 'package-malformed' });
    const negative = Buffer.concat([arOf([['debian-binary', '2.0\n']]), arHeader('control.tar', '-60')]);
    await refuses(negative, { code: 'package-malformed' });
  });

  test('members in another order, an unknown one, another format version', async () => {
    const control = await tarOf([{ name: './control', content: CONTROL }]);
    const data = await tarOf([{ name: './a', content: 'x' }]);
    for (const members of [
      [
        ['debian-binary', '2.0\n'],
        ['data.tar', data],
        ['control.tar', control],
      ],
      [
        ['debian-binary', '2.0\n'],
        ['control.tar', control],
        ['other', ''],
        ['data.tar', data],
      ],
      [
        ['debian-binary', '3.0\n'],
        ['control.tar', control],
        ['data.tar', data],
      ],
      [
        ['debian-binary', '2.0\n'],
        ['control.tar', control],
      ],
    ] as const) {
      await refuses(arOf(members), { code: 'package-malformed' });
    }
  });

  test('a tar archive cut in the middle, or with a wrong checksum', async () => {
    const tar = await tarOf([{ name: './a', content: 'x'.repeat(2000) }]);
    await refuses(await debOf({ data: tar.subarray(0, 1500) }), {
      code: 'package-malformed',
      subject: './a',
    });
    const spoilt = Buffer.from(tar);
    spoilt[0] = 0x41;
    await refuses(await debOf({ data: spoilt }), { code: 'package-malformed' });
  });

  test('a size that no file has', async () => {
    const tar = await tarOf([{ name: './a', content: 'x' }]);
    const huge = withSize(tar, '\x80\0\0\0\0\0\0\x7f\xff\xff\xff\xff');
    await refuses(await debOf({ data: huge }), { code: 'entry-unsupported', subject: 'a' });
    const negative = withSize(tar, '\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xf0');
    await refuses(await debOf({ data: negative }), { code: 'package-malformed', subject: './a' });
  });

  for (const [name, compress] of [
    ['gz', gzipSync],
    ['zst', zstdCompressSync],
  ] as const) {
    test(`a ${name} stream that is cut`, async () => {
      const tar = await tarOf([{ name: './a', content: Buffer.alloc(50_000, 'abc') }]);
      await refuses(await withData(`data.tar.${name}`, compress(tar).subarray(0, -5)), {
        code: 'stream-corrupt',
      });
    });

    test(`a ${name} stream that unpacks to more than the limit`, async () => {
      const packed = compress(Buffer.alloc(64 * 1024 * 1024));
      await refuses(await withData(`data.tar.${name}`, packed), {
        code: 'size-limit',
        limit: 1024 * 1024,
      });
    });
  }

  for (const [how, content] of [
    ['in process', 'x'],
    ['by the system', Buffer.from(Array.from({ length: 30_000 }, (_, at) => Math.sin(at).toString()).join())],
  ] as const) {
    test(
      `an xz stream that is cut, or followed by something, decompressed ${how}`,
      { skip: NO_XZ },
      async () => {
        const packed = compressed(await tarOf([{ name: './a', content }]), 'xz');
        for (const bytes of [packed.subarray(0, -20), Buffer.concat([packed, Buffer.from('more')])]) {
          await refuses(await withData('data.tar.xz', bytes), { code: 'stream-corrupt' });
        }
      },
    );
  }

  test('a stream with a wrong checksum', async () => {
    const packed = gzipSync(await tarOf([{ name: './a', content: 'x' }]));
    packed[packed.length - 6]! ^= 0xff;
    await refuses(await withData('data.tar.gz', packed), { code: 'stream-corrupt' });
  });

  test('hard links that multiply content beyond the limit', async () => {
    const data: readonly TarSpec[] = [{ name: './a', content: 'x'.repeat(100_000) }, ...HARD_LINKS];
    await refuses(await debOf({ data }), { code: 'size-limit', subject: '9', limit: 1_000_000 });
  });

  test('a control archive that unpacks to more than 64 MiB', async () => {
    const bytes = arOf([
      ['debian-binary', '2.0\n'],
      ['control.tar.zst', compressed(Buffer.alloc(65 * 1024 * 1024), 'zst')],
      ['data.tar', await tarOf([{ name: './a' }])],
    ]);
    await refuses(bytes, { code: 'size-limit', subject: 'control.tar' });
  });

  test('configuration with a relative path', async () => {
    const control = { conffiles: 'etc/x\n' };
    const data = [{ name: './etc/x', content: 'x' }];
    await refuses(await debOf({ data, control }), { code: 'package-malformed', subject: 'etc/x' });
  });

  test('a control file without a name', async () => {
    const data = [{ name: './a', content: 'x' }];
    await refuses(await debOf({ data, control: { control: 'Version: 1\n' } }), { code: 'package-malformed' });
  });
});

async function withData(name: string, data: Buffer): Promise<Buffer> {
  return arOf([
    ['debian-binary', '2.0\n'],
    ['control.tar', await tarOf([{ name: './control', content: CONTROL }])],
    [name, data],
  ]);
}

/** The first member with another size field, its header's checksum made right again. */
function withSize(tar: Buffer, field: string): Buffer {
  const copy = Buffer.from(tar);
  copy.write(field, 124, 'latin1');
  copy.fill(' ', 148, 156);
  const sum = copy.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  copy.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return copy;
}
