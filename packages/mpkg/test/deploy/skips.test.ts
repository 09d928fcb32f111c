import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { zstdCompressSync } from 'node:zlib';
import type { Bytes } from '../../src/bytes.ts';
import { changeSkips } from '../../src/change-skips.ts';
import { DEFAULT_GROUP } from '../../src/package-id.ts';
import { lab, STATE, type Lab } from './harness.ts';

const FOO = { 'usr/bin/foo': { exec: 'foo' }, 'usr/share/doc/foo': 'doc', 'usr/share/man/foo': 'man' };
const ID = { group: DEFAULT_GROUP, name: 'foo' as Bytes };

async function change(
  place: Lab,
  skip: readonly string[],
  unskip: readonly string[] = [],
): Promise<readonly string[]> {
  const planned = await changeSkips({ root: place.root, sync: false }, ID, {
    skip: skip as readonly Bytes[],
    unskip: unskip as readonly Bytes[],
  });
  return planned.plan.skipped;
}

describe('skips', () => {
  test('come back offline, from the kept archive', async () => {
    using place = lab();
    using whole = lab();
    const pac = await place.pac('foo', FOO);
    await whole.deploy(pac);
    await place.deploy(pac, { skip: ['usr/share' as Bytes] });
    assert.equal(fs.existsSync(`${place.root}/usr/share`), false);
    fs.rmSync(pac);
    assert.deepEqual(await change(place, [], ['usr/share']), []);
    assert.deepEqual(place.tree(), whole.tree());
    assert.equal(fs.existsSync(`${place.root}/${STATE}/groups/default/foo.pac`), false);
  });

  test('leave what stays untouched, modified files too', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', FOO));
    fs.writeFileSync(`${place.root}/usr/bin/foo`, 'my own');
    const inode = fs.statSync(`${place.root}/usr/bin/foo`).ino;
    assert.deepEqual(await change(place, ['usr/share/doc']), ['usr/share/doc']);
    assert.deepEqual(await change(place, ['/usr/share/man/']), ['usr/share/doc', 'usr/share/man']);
    assert.equal(fs.readFileSync(`${place.root}/usr/bin/foo`, 'utf8'), 'my own');
    assert.equal(fs.statSync(`${place.root}/usr/bin/foo`).ino, inode);
    await place.remove('foo');
    assert.deepEqual(
      place.tree().map((line) => line.split(' ').at(-1)),
      ['usr', 'usr/bin', 'usr/bin/foo.mpkg-save'],
    );
  });

  test('are refused by name when they are none', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', FOO), { skip: ['usr/share' as Bytes] });
    await assert.rejects(change(place, [], ['usr/bin']), { code: 'entry-not-found' });
    await assert.rejects(change(place, [], ['usr/share/doc']), {
      code: 'entry-not-found',
      hint: '--unskip usr/share',
    });
  });

  test('come back from a compressed archive too', async () => {
    using place = lab();
    const pac = await place.pac('foo', FOO);
    fs.writeFileSync(`${pac}.zst`, zstdCompressSync(fs.readFileSync(pac)));
    await place.deploy(`${pac}.zst`, { skip: ['usr/share' as Bytes] });
    assert.deepEqual(await change(place, [], ['usr/share']), []);
    assert.equal(fs.readFileSync(`${place.root}/usr/share/man/foo`, 'utf8'), 'man');
  });

  test('and configuration stay what they are when a new version names none', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', FOO), {
      skip: ['usr/share' as Bytes],
      keep: ['usr/bin/foo' as Bytes],
    });
    fs.writeFileSync(`${place.root}/usr/bin/foo`, 'my own');
    await place.deploy(await place.pac('foo', { ...FOO, 'usr/bin/foo': 'new' }), { replace: true });
    assert.deepEqual(fs.readdirSync(`${place.root}/usr`), ['bin']);
    assert.equal(fs.readFileSync(`${place.root}/usr/bin/foo`, 'utf8'), 'my own');
    await place.deploy(await place.pac('foo', FOO), { replace: true, skip: [] });
    assert.deepEqual(fs.readdirSync(`${place.root}/usr`).sort(), ['bin', 'share']);
  });

  test('keep a copy of their own of an archive that others can write to', async () => {
    using place = lab();
    const pac = await place.pac('foo', FOO);
    fs.chmodSync(pac, 0o666);
    await place.deploy(pac, { skip: ['usr/share' as Bytes] });
    fs.writeFileSync(pac, 'changed in place');
    assert.deepEqual(await change(place, [], ['usr/share']), []);
    assert.equal(fs.readFileSync(`${place.root}/usr/share/man/foo`, 'utf8'), 'man');
  });

  test('of a group stay skipped', async () => {
    using place = lab({ 'etc/mpkg.conf': 'skip usr/share/doc\n' });
    await place.deploy(await place.pac('foo', FOO));
    const before = place.everything();
    await assert.rejects(change(place, [], ['usr/share/doc']), { code: 'path-denied', exit: 11 });
    assert.deepEqual(place.everything(), before);
  });

  test('need the archive when it was not kept', async () => {
    using place = lab();
    const pac = await place.pac('foo', FOO);
    await place.deploy(pac);
    fs.rmSync(pac);
    await assert.rejects(change(place, ['usr/share']), { code: 'kept-pac-missing', exit: 3 });
  });
});
