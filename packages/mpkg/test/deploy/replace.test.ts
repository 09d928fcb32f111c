import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import type { Bytes } from '../../src/bytes.ts';
import { lab } from './harness.ts';

const REPLACE = { replace: true };

describe('replace', () => {
  test('swaps what changed, leaves what is the same, removes what is gone', async () => {
    using place = lab({ 'usr/old': '' });
    await place.deploy(
      await place.pac('foo', { 'usr/a': 'same', 'usr/b': 'before', 'usr/c': 'gone', l: { link: 'usr/a' } }),
    );
    const inodes = (): number[] =>
      ['usr/a', 'usr/b', 'l'].map((name) => fs.lstatSync(`${place.root}/${name}`).ino);
    const [same, changed, link] = inodes();
    const reader = fs.openSync(`${place.root}/usr/b`, 'r');
    await place.deploy(
      await place.pac('foo', { 'usr/a': 'same', 'usr/b': 'after!', l: { link: 'usr/a' } }),
      REPLACE,
    );
    const [sameNow, changedNow, linkNow] = inodes();
    assert.deepEqual([sameNow, linkNow], [same, link]);
    assert.notEqual(changedNow, changed);
    assert.equal(fs.readFileSync(reader, 'utf8'), 'before', 'who had it open keeps the old inode');
    fs.closeSync(reader);
    assert.equal(fs.existsSync(`${place.root}/usr/c`), false);
    assert.deepEqual(place.warnings, []);
  });

  test('compares large files as they stream by', async () => {
    using place = lab();
    const big = Buffer.alloc(3 * 1024 * 1024, 'a');
    const late = Buffer.from(big);
    late[late.length - 5] = 1;
    await place.deploy(await place.pac('foo', { same: big, late: big }));
    const inode = fs.statSync(`${place.root}/same`).ino;
    await place.deploy(await place.pac('foo', { same: big, late }), REPLACE);
    assert.equal(fs.statSync(`${place.root}/same`).ino, inode);
    assert.ok(fs.readFileSync(`${place.root}/late`).equals(late));
    await place.remove('foo');
    assert.deepEqual(place.everything(), []);
  });

  test('a change of the executable bit alone is a change', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', { tool: 'x' }));
    await place.deploy(await place.pac('foo', { tool: { exec: 'x' } }), REPLACE);
    assert.equal(fs.statSync(`${place.root}/tool`).mode & 0o777, 0o755);
  });

  test('stays in the prefix that the old version was put in, unless told otherwise', async () => {
    using place = lab({ opt: { dir: {} } });
    await place.deploy(await place.pac('foo', { a: '1' }), { into: '/opt/foo' });
    await place.deploy(await place.pac('foo', { a: '2' }), REPLACE);
    assert.equal(fs.readFileSync(`${place.root}/opt/foo/a`, 'utf8'), '2');
    await place.deploy(await place.pac('foo', { a: '3' }), { ...REPLACE, into: '/srv' });
    assert.deepEqual(fs.readdirSync(`${place.root}/opt`), []);
    assert.equal(fs.readFileSync(`${place.root}/srv/a`, 'utf8'), '3');
  });

  test('keeps a modified file beside', async () => {
    using place = lab({ 'etc/foo.mpkg-save': 'of a former time' });
    await place.deploy(await place.pac('foo', { 'etc/foo': 'one' }));
    fs.writeFileSync(`${place.root}/etc/foo`, 'my own');
    await place.deploy(await place.pac('foo', { 'etc/foo': 'two' }), REPLACE);
    assert.equal(fs.readFileSync(`${place.root}/etc/foo`, 'utf8'), 'two');
    assert.equal(fs.readFileSync(`${place.root}/etc/foo.mpkg-save.1`, 'utf8'), 'my own');
    assert.equal(fs.readFileSync(`${place.root}/etc/foo.mpkg-save`, 'utf8'), 'of a former time');
    assert.deepEqual(
      place.warnings.map(({ code }) => code),
      ['modified-saved'],
    );
  });

  test('a modification that the new version brings as well is no modification', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', { 'etc/foo': 'one' }));
    fs.writeFileSync(`${place.root}/etc/foo`, 'two');
    await place.deploy(await place.pac('foo', { 'etc/foo': 'two' }), REPLACE);
    assert.deepEqual(place.warnings, []);
    await place.remove('foo');
    assert.deepEqual(place.everything(), []);
  });

  test('a directory with a file of somebody else does not turn into a file', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', { 'a/x': 'x' }));
    fs.writeFileSync(`${place.root}/a/foreign`, '');
    const before = place.everything();
    await assert.rejects(place.deploy(await place.pac('foo', { a: 'file' }), REPLACE), {
      code: 'file-conflict',
      details: { paths: ['a'] },
    });
    assert.deepEqual(place.everything(), before);
  });
});

test('a directory that the old version made behind a link is given back with all above it', async () => {
  using place = lab({ link: { link: 'made/inner' } });
  const before = place.everything();
  await place.deploy(await place.pac('foo', { 'made/inner': { dir: {} } }));
  await place.deploy(await place.pac('foo', { link: { dir: { file: 'x' } } }), { replace: true });
  assert.equal(fs.readFileSync(`${place.root}/made/inner/file`, 'utf8'), 'x');
  await place.remove('foo');
  assert.deepEqual(place.everything(), before);
});

test('a directory behind a link cannot be used where the new version has a file in its place, or above it', async () => {
  for (const instead of [{ made: 'x' }, { 'made/inner': 'x' }]) {
    using place = lab({ link: { link: 'made/inner' } });
    await place.deploy(await place.pac('foo', { 'made/inner': { dir: {} } }));
    const before = place.everything();
    const next = await place.pac('foo', { 'link/sub': { dir: {} }, ...instead });
    await assert.rejects(place.deploy(next, { replace: true }), {
      code: 'file-conflict',
      details: { paths: ['link'] },
    });
    assert.deepEqual(place.everything(), before);
  }
});

describe('configuration', () => {
  const KEEP = { keep: ['etc/foo' as Bytes] };

  test('what exists stays, and the new lands beside', async () => {
    using place = lab({ 'etc/foo': 'theirs' });
    const before = place.everything();
    await place.deploy(await place.pac('foo', { 'etc/foo': 'ours' }), KEEP);
    assert.equal(fs.readFileSync(`${place.root}/etc/foo`, 'utf8'), 'theirs');
    assert.equal(fs.readFileSync(`${place.root}/etc/foo.mpkg-new`, 'utf8'), 'ours');
    await place.remove('foo');
    assert.deepEqual(place.everything(), before);
  });

  test('an unmodified one is replaced', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', { 'etc/foo': 'one' }), KEEP);
    await place.deploy(await place.pac('foo', { 'etc/foo': 'two' }), { ...KEEP, ...REPLACE });
    assert.equal(fs.readFileSync(`${place.root}/etc/foo`, 'utf8'), 'two');
  });

  test('a modified one stays over all versions, and is kept at the end', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', { 'etc/foo': 'one' }), KEEP);
    fs.writeFileSync(`${place.root}/etc/foo`, 'my own');
    for (const version of ['two', 'three']) {
      await place.deploy(await place.pac('foo', { 'etc/foo': version }), { ...KEEP, ...REPLACE });
      assert.equal(fs.readFileSync(`${place.root}/etc/foo`, 'utf8'), 'my own');
      assert.equal(fs.readFileSync(`${place.root}/etc/foo.mpkg-new`, 'utf8'), version);
    }
    await place.remove('foo');
    assert.deepEqual(fs.readdirSync(`${place.root}/etc`), ['foo.mpkg-save']);
    assert.equal(fs.readFileSync(`${place.root}/etc/foo.mpkg-save`, 'utf8'), 'my own');
  });
});
