import assert from 'node:assert/strict';
import { test } from 'node:test';
import zlib from 'node:zlib';
import fc from 'fast-check';
import { crc32, crc32ByTable } from '../../src/plan/crc32.ts';

test('CRC-32 is that of zlib, in one piece or several', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (first, second) => {
      const whole = zlib.crc32(Buffer.concat([first, second]));
      assert.equal(crc32ByTable(second, crc32ByTable(first)), whole);
      assert.equal(crc32(second, crc32(first)), whole);
    }),
  );
});

test('CRC-32 is the same before and after the platform takes over', () => {
  const bytes = Buffer.alloc(100_000, 'mpkg');
  for (let round = 0; round < 5; round++) assert.equal(crc32(bytes), zlib.crc32(bytes));
});

test(
  'CRC-32 of the executable is the same',
  { skip: process.versions['bun'] ? false : 'only on Bun' },
  async () => {
    const platform = new URL('../../../../scripts/platform/crc32.ts', import.meta.url).href;
    const { crc32: onBun } = (await import(platform)) as { crc32: typeof crc32 };
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (first, second) => {
        assert.equal(onBun(second, onBun(first)), zlib.crc32(Buffer.concat([first, second])));
      }),
    );
  },
);
