import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import type { Bytes } from '../../src/bytes.ts';
import { lab } from './harness.ts';

describe('remove', () => {
  test('keeps a modified file beside, with a warning', async () => {
    using place = lab({ etc: { dir: {} } });
    await place.deploy(await place.pac('foo', { 'etc/foo': 'one', 'etc/same': 'x' }));
    fs.writeFileSync(`${place.root}/etc/foo`, 'own');
    await place.remove('foo');
    assert.deepEqual(fs.readdirSync(place.root), ['etc']);
    assert.equal(fs.readFileSync(`${place.root}/etc/foo.mpkg-save`, 'utf8'), 'own');
    assert.deepEqual(
      place.warnings.map(({ code, subject }) => [code, subject]),
      [['modified-saved', '/etc/foo']],
    );
  });

  test('a name that has no room for what is added to it is cut', async () => {
    using place = lab();
    const name = 'n'.repeat(255);
    await place.deploy(await place.pac('foo', { [name]: 'n' }));
    fs.writeFileSync(`${place.root}/${name}`, 'changed');
    await place.remove('foo');
    assert.deepEqual(fs.readdirSync(place.root), [`${'n'.repeat(245)}.mpkg-save`]);
  });

  test('a modification of the same size is seen', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', { a: 'one' }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    fs.writeFileSync(`${place.root}/a`, 'two');
    await place.remove('foo');
    assert.deepEqual(fs.readdirSync(place.root), ['a.mpkg-save']);
  });

  test('a touched or copied file with the same content is not modified', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', { a: 'one', l: { link: 'a' } }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    fs.chmodSync(`${place.root}/a`, 0o600);
    fs.unlinkSync(`${place.root}/l`);
    fs.symlinkSync('a', `${place.root}/l`);
    await place.remove('foo');
    assert.deepEqual(place.everything(), []);
  });

  test('a link with another target, or a file instead of it, is kept', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', { l: { link: 'aa' }, m: { link: 'aa' } }));
    for (const name of ['l', 'm']) fs.unlinkSync(`${place.root}/${name}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
    fs.symlinkSync('bb', `${place.root}/l`);
    fs.writeFileSync(`${place.root}/m`, 'xx');
    await place.remove('foo');
    assert.deepEqual(fs.readdirSync(place.root).sort(), ['l.mpkg-save', 'm.mpkg-save']);
  });

  test('what is gone is only a warning; a directory instead of a file stays', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', { 'x/a': '', 'x/b': '', 'y/c': '' }));
    fs.rmSync(`${place.root}/y`, { recursive: true });
    fs.rmSync(`${place.root}/x/b`);
    fs.mkdirSync(`${place.root}/x/b`);
    await place.remove('foo');
    assert.deepEqual(
      place.warnings.map(({ code, subject }) => [code, subject]),
      [
        ['directory-in-place', '/x/b'],
        ['file-gone', '/y/c'],
      ],
    );
    assert.deepEqual(fs.readdirSync(`${place.root}/x`), ['b']);
  });

  test('nothing is said of a new default beside an edited file that is gone', async () => {
    using place = lab();
    const keep = ['etc/foo.conf' as Bytes];
    await place.deploy(await place.pac('foo', { 'etc/foo.conf': 'old' }), { keep });
    fs.writeFileSync(`${place.root}/etc/foo.conf`, 'mine');
    await place.deploy(await place.pac('foo', { 'etc/foo.conf': 'new' }), { keep, replace: true });
    fs.rmSync(`${place.root}/etc/foo.conf.mpkg-new`);
    place.warnings.length = 0;
    await place.remove('foo');
    assert.deepEqual(
      place.warnings.map(({ code, subject }) => [code, subject]),
      [['modified-saved', '/etc/foo.conf']],
    );
  });

  test('files of others keep the directories they are in, no more', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', { 'a/b/x': 'x', 'a/c/y': 'y', 'd/z': 'z' }));
    fs.writeFileSync(`${place.root}/a/b/foreign`, '');
    await place.remove('foo');
    assert.deepEqual(
      place.tree().map((line) => line.split(' ').at(-1)),
      ['a', 'a/b', 'a/b/foreign', 'var', 'var/lib'].filter((name) => fs.existsSync(`${place.root}/${name}`)),
    );
    assert.equal(fs.existsSync(`${place.root}/var`), false);
  });

  test('files that moved behind a new link go, those of others there stay', async () => {
    using place = lab({ 'home/user/x': 'precious' });
    await place.deploy(await place.pac('foo', { 'data/x': 'x', 'lib/y': 'y' }));
    fs.rmSync(`${place.root}/data`, { recursive: true });
    fs.symlinkSync('/home/user', `${place.root}/data`);
    fs.mkdirSync(`${place.root}/usr`);
    fs.renameSync(`${place.root}/lib`, `${place.root}/usr/lib`);
    fs.symlinkSync('usr/lib', `${place.root}/lib`);
    await place.remove('foo');
    assert.equal(fs.readFileSync(`${place.root}/home/user/x`, 'utf8'), 'precious');
    assert.equal(fs.existsSync(`${place.root}/usr/lib/y`), false);
  });
});
