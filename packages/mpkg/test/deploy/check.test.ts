import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import type { ModesTable } from '../../src/archive/modes.ts';
import type { Bytes } from '../../src/bytes.ts';
import { checkPackage } from '../../src/check-package.ts';
import { DEFAULT_GROUP } from '../../src/package-id.ts';
import { lab } from './harness.ts';

const FOO = { a: 'a', b: 'b', c: { exec: 'c' }, l: { link: 'a' }, 'd/e': 'e' };
const ID = { group: DEFAULT_GROUP, name: 'foo' as Bytes };

const table = (rows: Record<string, object>): ModesTable =>
  new Map(Object.entries(rows)) as unknown as ModesTable;

describe('check', () => {
  test('finds nothing after a deployment, and every difference later', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', FOO));
    const problems = (): [string, string][] =>
      checkPackage({ root: place.root }, ID).map(({ path, differences }) => [path, differences.join()]);
    assert.deepEqual(problems(), []);
    fs.writeFileSync(`${place.root}/a`, 'A');
    fs.chmodSync(`${place.root}/a`, 0o600);
    fs.rmSync(`${place.root}/b`);
    fs.rmSync(`${place.root}/l`);
    fs.writeFileSync(`${place.root}/l`, 'a');
    fs.rmSync(`${place.root}/d`, { recursive: true });
    assert.deepEqual(problems(), [
      ['a', 'content,mode'],
      ['b', 'missing'],
      ['l', 'type'],
      ['d/e', 'missing'],
    ]);
  });
});

test('a name that JavaScript knows is a name like any other', async () => {
  using place = lab({ 'usr/lib': { dir: {} } });
  fs.symlinkSync('usr/lib', `${place.root}/__proto__`);
  const before = place.everything();
  await place.deploy(await place.pac('foo', JSON.parse('{"constructor":"a","__proto__/toString":"b"}')));
  assert.deepEqual(checkPackage({ root: place.root }, ID), []);
  await place.remove('foo');
  assert.deepEqual(place.everything(), before);
});

test('a new default that was taken care of is not missed', async () => {
  using place = lab({ 'etc/foo.conf': 'mine' });
  await place.deploy(await place.pac('foo', { 'etc/foo.conf': 'new', 'etc/x.mpkg-new': 'x' }), {
    keep: ['etc/foo.conf' as Bytes],
  });
  const problems = (): string[] => checkPackage({ root: place.root }, ID).map(({ path }) => path);
  assert.deepEqual(problems(), []);
  fs.rmSync(`${place.root}/etc/foo.conf.mpkg-new`);
  assert.deepEqual(problems(), []);
  fs.rmSync(`${place.root}/etc/x.mpkg-new`);
  assert.deepEqual(problems(), ['etc/x.mpkg-new']);
});

describe('a modes table', () => {
  const asRoot = { skip: process.getuid?.() !== 0 && 'needs root' };

  test('gives permissions', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', FOO), {
      modes: table({ c: { mode: 0o4711 }, d: { mode: 0o700 } }),
    });
    assert.equal(fs.statSync(`${place.root}/c`).mode & 0o7777, 0o4711);
    assert.equal(fs.statSync(`${place.root}/d`).mode & 0o7777, 0o700);
    assert.deepEqual(checkPackage({ root: place.root }, ID), []);
  });

  test('gives owners by number and by name of the root', asRoot, async () => {
    using place = lab({ 'etc/passwd': 'daemon:x:77:88::/:\n', 'etc/group': 'staff:x:99:\n' });
    const modes = table({ a: { owner: 'daemon', group: 'staff', mode: 0o6755 }, l: { owner: 5 } });
    await place.deploy(await place.pac('foo', FOO), { modes });
    const { uid, gid, mode } = fs.statSync(`${place.root}/a`);
    assert.deepEqual([uid, gid, mode & 0o7777], [77, 99, 0o6755]);
    assert.equal(fs.lstatSync(`${place.root}/l`).uid, 5);
    assert.deepEqual(checkPackage({ root: place.root }, ID), []);
    fs.chownSync(`${place.root}/a`, 1, 1);
    assert.deepEqual(checkPackage({ root: place.root }, ID)[0]?.differences, ['mode', 'owner']);
  });

  test('applies to a new version although its content is the same', async () => {
    using place = lab();
    const pac = await place.pac('foo', FOO);
    await place.deploy(pac);
    await place.deploy(pac, { replace: true, modes: table({ a: { mode: 0o640 } }) });
    assert.equal(fs.statSync(`${place.root}/a`).mode & 0o7777, 0o640);
  });

  test('no longer applies to a new version that comes without', asRoot, async () => {
    using place = lab();
    const pac = await place.pac('foo', FOO);
    await place.deploy(pac, { modes: table({ a: { owner: 5 }, l: { group: 6 } }) });
    await place.deploy(pac, { replace: true });
    assert.equal(fs.statSync(`${place.root}/a`).uid, 0);
    assert.equal(fs.lstatSync(`${place.root}/l`).gid, 0);
  });

  test('leaves a directory that was there before, and says so', async () => {
    using place = lab({ d: { dir: {} } });
    await place.deploy(await place.pac('foo', FOO), { modes: table({ d: { mode: 0o700 } }) });
    assert.equal(fs.statSync(`${place.root}/d`).mode & 0o7777, 0o755);
    assert.deepEqual(
      place.warnings.map(({ code, subject }) => [code, subject]),
      [['directory-kept', '/d']],
    );
  });

  test('with an unknown path or account is refused before anything is published', async () => {
    using place = lab();
    const pac = await place.pac('foo', FOO);
    for (const rows of [{ nix: { mode: 0o755 } }, { a: { owner: 'nobody-here' } }]) {
      await assert.rejects(place.deploy(pac, { modes: table(rows) }), { code: 'table-invalid', exit: 2 });
      assert.deepEqual(place.everything(), []);
    }
  });
});
