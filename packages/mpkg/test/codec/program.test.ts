import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { openPac } from '../../src/archive/open-pac.ts';
import { openEncoder } from '../../src/codec/encoder.ts';
import { OWN_VECTORS } from '../archive/support.ts';
import { collect } from './stored.ts';

async function withoutPrograms(work: () => Promise<void>): Promise<void> {
  const { PATH } = process.env;
  process.env['PATH'] = '/nonexistent';
  try {
    await work();
  } finally {
    process.env['PATH'] = PATH;
  }
}

test('without xz, what only xz can do is refused with a hint, and the rest is read', async () => {
  await withoutPrograms(async () => {
    const encode = await openEncoder('xz', undefined);
    const unavailable = { code: 'codec-unavailable', exit: 1 };
    await assert.rejects(collect(encode([Buffer.from('x')])), unavailable);
    await assert.rejects(openPac(path.join(OWN_VECTORS, 'sample-sha256.pac.xz')), unavailable);
    await using reader = await openPac(path.join(OWN_VECTORS, 'sample.pac.xz'));
    await reader.readContents(() => undefined);
  });
});
