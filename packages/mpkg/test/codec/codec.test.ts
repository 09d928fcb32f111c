import assert from 'node:assert/strict';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { codecOfContent, codecOfName } from '../../src/codec/codec.ts';

test('the content tells the codec', () => {
  assert.equal(codecOfContent(Buffer.from('PAC\0\x09\x04')), 'none');
  assert.equal(codecOfContent(zlib.gzipSync('x')), 'gz');
  assert.equal(codecOfContent(zlib.zstdCompressSync('x')), 'zst');
  assert.equal(codecOfContent(Buffer.of(0x57, 0x2a, 0x4d, 0x18)), 'zst');
  assert.equal(codecOfContent(Buffer.of(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0)), 'xz');
  for (const other of ['', 'PA', 'pac\0', '\x1f', '\x28\xb5\x2f', 'BZh91AY', '\xfd7zXZ']) {
    assert.equal(codecOfContent(Buffer.from(other, 'latin1')), undefined);
  }
});

test('a suffix claims a codec, and only at the end', () => {
  assert.equal(codecOfName('foo.pac.gz'), 'gz');
  assert.equal(codecOfName('dir.gz/foo.pac.zst'), 'zst');
  assert.equal(codecOfName('foo.pac.xz'), 'xz');
  for (const name of ['foo.pac', 'foo.gz.pac', 'gz', 'foo.pac.GZ', 'foo.gz/foo']) {
    assert.equal(codecOfName(name), undefined);
  }
});
