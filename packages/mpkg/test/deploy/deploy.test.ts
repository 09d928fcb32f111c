import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import type { Bytes } from '../../src/bytes.ts';
import { StateReader } from '../../src/state-reader.ts';
import { lab, STATE } from './harness.ts';

const FOO = {
  'usr/bin/foo': { exec: 'foo' },
  'usr/bin/bar': { link: 'foo' },
  'usr/share/doc/foo/README': 'read me',
  'usr/share/foo/empty': { dir: {} },
  'etc/zero': '',
};

describe('deploy', () => {
  test('puts every entry in place with its mode', async () => {
    using place = lab({ 'usr/bin/old': 'old' });
    await place.deploy(await place.pac('foo', FOO));
    assert.deepEqual(
      place.tree().map((line) => line.split(' ').toSpliced(2, 1).join(' ')),
      [
        'dir 755 etc',
        'file 644 etc/zero',
        'dir 755 usr',
        'dir 755 usr/bin',
        'link - usr/bin/bar',
        'file 755 usr/bin/foo',
        'file 644 usr/bin/old',
        'dir 755 usr/share',
        'dir 755 usr/share/doc',
        'dir 755 usr/share/doc/foo',
        'file 644 usr/share/doc/foo/README',
        'dir 755 usr/share/foo',
        'dir 755 usr/share/foo/empty',
        'dir 755 var',
        'dir 755 var/lib',
      ],
    );
  });

  test('records the files as plain text, a path a line', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', FOO), { into: '/opt/foo' });
    assert.equal(
      fs.readFileSync(`${place.root}/${STATE}/groups/default/foo.list`, 'utf8'),
      'opt/foo/\netc/zero\nusr/bin/bar\nusr/bin/foo\nusr/share/doc/foo/README\n',
    );
  });

  test("records a digest that the caller has verified, and takes the caller's word for it", async () => {
    using place = lab();
    const sha256 = '0'.repeat(64);
    await place.deploy(await place.pac('foo', FOO), { sha256, isVerified: true });
    const reader = new StateReader({ root: place.root });
    assert.deepEqual(
      reader.packages().map((id) => reader.record(id).pac.sha256),
      [sha256],
    );
  });

  test('is undone exactly, the state included', async () => {
    using place = lab({ 'usr/bin/old': 'old', 'srv/empty': { dir: {} } });
    const before = place.everything();
    await place.deploy(await place.pac('foo', FOO));
    await place.remove('foo');
    assert.deepEqual(place.everything(), before);
  });

  test('keeps a pre-existing state directory', async () => {
    using place = lab({ [STATE]: { dir: {} } });
    const before = place.everything();
    await place.deploy(await place.pac('foo', FOO));
    await place.remove('foo');
    assert.deepEqual(place.everything(), before);
  });

  test('gives the modes it promises under any umask', async () => {
    using place = lab();
    const umask = process.umask(0o077);
    try {
      await place.deploy(await place.pac('foo', FOO));
      assert.equal(process.umask(), 0o077);
    } finally {
      process.umask(umask);
    }
    assert.equal(fs.statSync(`${place.root}/usr/bin/foo`).mode & 0o777, 0o755);
    assert.equal(fs.statSync(`${place.root}/${STATE}`).mode & 0o777, 0o755);
  });

  test('refuses a package that is deployed already', async () => {
    using place = lab();
    const pac = await place.pac('foo', FOO);
    await place.deploy(pac);
    const before = place.everything();
    await assert.rejects(place.deploy(pac), { code: 'already-deployed', exit: 4 });
    assert.deepEqual(place.everything(), before);
  });

  test('a failure leaves no state directory that was not there', async () => {
    using place = lab();
    await assert.rejects(place.deploy('/nowhere/foo.pac'), { code: 'file-not-found', exit: 3 });
    assert.deepEqual(place.everything(), []);
  });

  test('a root that does not exist is an error', async () => {
    using place = lab({}, { root: '/nowhere/at/all' });
    await assert.rejects(place.deploy('foo.pac'), { code: 'file-not-found' });
  });

  test('puts names that are not UTF-8 where they belong', async () => {
    using place = lab();
    const source = `${place.root}-source`;
    fs.mkdirSync(source);
    fs.writeFileSync(Buffer.from(`${source}/\xff\xfe`, 'latin1'), 'raw');
    const { createPac } = await import('../../src/archive/create-pac.ts');
    await createPac(`${place.root}-raw.pac`, source);
    await place.deploy(`${place.root}-raw.pac`, { name: 'raw' });
    assert.ok(place.tree().some((line) => line.endsWith(' \xff\xfe')));
    await place.remove('raw');
    assert.deepEqual(place.everything(), []);
  });
});

describe('conflicts', () => {
  test('all are listed, and nothing is written', async () => {
    using place = lab({
      'usr/bin/foo': 'theirs',
      'usr/share/doc': 'a file',
      etc: { dir: { zero: { dir: {} } } },
    });
    const before = place.everything();
    await assert.rejects(
      place.deploy(await place.pac('foo', FOO)),
      (error: { code: string; details: unknown }) => {
        assert.equal(error.code, 'file-conflict');
        assert.deepEqual(error.details, { paths: ['etc/zero', 'usr/bin/foo', 'usr/share/doc'] });
        return true;
      },
    );
    assert.deepEqual(place.everything(), before);
  });

  test('two packages of one transaction conflict with each other', async () => {
    using place = lab();
    const pacs = [await place.pac('one', { 'a/x': '1' }), await place.pac('two', { 'a/x': '2' })];
    await assert.rejects(place.deploy(pacs), { code: 'file-conflict' });
    assert.deepEqual(place.everything(), []);
  });

  test('what is skipped is in nobody’s way', async () => {
    using place = lab({ usr: 'a file where the package has a directory' });
    await place.deploy(await place.pac('foo', FOO), { skip: ['usr' as Bytes] });
    assert.equal(fs.readFileSync(`${place.root}/usr`, 'latin1').slice(0, 6), 'a file');
  });
});

describe('several packages', () => {
  test('share directories until the last is gone', async () => {
    using place = lab({ usr: { dir: {} } });
    const before = place.everything();
    const pacs = [
      await place.pac('one', { 'usr/lib/one': '1' }),
      await place.pac('two', { 'usr/lib/two': '2' }),
    ];
    await place.deploy(pacs);
    await place.remove('one');
    assert.ok(fs.existsSync(`${place.root}/usr/lib/two`));
    await place.remove('two');
    assert.deepEqual(place.everything(), before);
  });

  test('a path moves from one package to another within a transaction', async () => {
    using place = lab();
    await place.deploy(await place.pac('one', { 'a/x': 'same', 'a/y': 'old' }));
    const inode = fs.statSync(`${place.root}/a/x`).ino;
    const { openTransaction } = await import('../../src/open-transaction.ts');
    await using transaction = await openTransaction({ root: place.root, sync: false });
    await transaction.remove({ name: 'one' });
    await transaction.deploy({ pac: await place.pac('two', { 'a/x': 'same', 'a/y': 'new' }) });
    await transaction.commit();
    assert.equal(fs.statSync(`${place.root}/a/x`).ino, inode, 'what is the same is not touched');
    assert.equal(fs.readFileSync(`${place.root}/a/y`, 'utf8'), 'new');
    await place.remove('two');
    assert.deepEqual(place.everything(), []);
  });

  test('the same name in two groups is two packages', async () => {
    using place = lab({ 'etc/mpkg.conf': 'group py\ninto /usr/lib/py\n' });
    const before = place.everything();
    await place.deploy(await place.pac('foo', { x: '1' }));
    await place.deploy(await place.pac('foo', { x: '2' }), { group: 'py' });
    assert.equal(fs.readFileSync(`${place.root}/usr/lib/py/x`, 'utf8'), '2');
    await assert.rejects(place.remove('bar'), { code: 'package-not-found', exit: 3 });
    await place.remove('foo');
    assert.ok(fs.existsSync(`${place.root}/usr/lib/py/x`));
    await assert.rejects(place.remove('foo'), { code: 'package-not-found', details: { groups: ['py'] } });
    const { openTransaction } = await import('../../src/open-transaction.ts');
    await using transaction = await openTransaction({ root: place.root, sync: false });
    await transaction.remove({ name: 'foo', group: 'py' });
    await transaction.commit();
    assert.deepEqual(place.everything(), before);
  });
});

describe('links in the root', () => {
  test('lib → usr/lib is followed, and undone exactly', async () => {
    using place = lab({ 'usr/lib/old': '', lib: { link: 'usr/lib' } });
    const before = place.everything();
    await place.deploy(await place.pac('foo', { 'lib/foo/x': 'x', 'lib/y': 'y' }));
    assert.ok(fs.lstatSync(`${place.root}/lib`).isSymbolicLink());
    assert.equal(fs.readFileSync(`${place.root}/usr/lib/foo/x`, 'utf8'), 'x');
    await place.remove('foo');
    assert.deepEqual(place.everything(), before);
  });

  test('an absolute link and one with too many dots stay inside the root', async () => {
    using place = lab({ 'real/old': '', abs: { link: '/real' }, dots: { link: '../../../../real' } });
    await place.deploy(await place.pac('foo', { 'abs/x': 'x', 'dots/y': 'y' }));
    assert.equal(fs.readFileSync(`${place.root}/real/x`, 'utf8'), 'x');
    assert.equal(fs.readFileSync(`${place.root}/real/y`, 'utf8'), 'y');
  });

  test('a link that leads out of the prefix is refused by name', async () => {
    using place = lab({ 'opt/app/lib': { link: '/usr/lib' }, 'usr/lib/old': '' });
    const before = place.everything();
    await assert.rejects(place.deploy(await place.pac('foo', { 'lib/x': 'x' }), { into: 'opt/app' }), {
      code: 'link-escapes',
      exit: 11,
      details: { paths: ['lib'] },
    });
    assert.deepEqual(place.everything(), before);
  });

  test('a link to nothing, to a file or to itself is a conflict', async () => {
    using place = lab({ a: { link: 'nowhere' }, b: { link: 'file' }, c: { link: 'c' }, file: '' });
    const pac = await place.pac('foo', { 'a/x': '', 'b/x': '', 'c/x': '' });
    await assert.rejects(place.deploy(pac), { code: 'file-conflict', details: { paths: ['a', 'b', 'c'] } });
  });

  test('a package undone after the link it went through is gone leaves nothing', async () => {
    using place = lab({ 'usr/lib/old': '' });
    const before = place.everything();
    await place.deploy(await place.pac('links', { lib: { link: 'usr/lib' } }));
    await place.deploy(await place.pac('foo', { 'lib/x': 'x' }));
    await place.remove('links');
    await place.remove('foo');
    assert.deepEqual(place.everything(), before);
  });

  test('a link from a package of the same transaction is followed', async () => {
    using place = lab({ 'usr/lib/old': '' });
    const before = place.everything();
    const links = await place.pac('links', { lib: { link: 'usr/lib' }, out: { link: '/usr' } });
    await place.deploy([links, await place.pac('foo', { 'lib/x': 'x' })]);
    assert.equal(fs.readFileSync(`${place.root}/usr/lib/x`, 'utf8'), 'x');
    await place.remove('links', 'foo');
    assert.deepEqual(place.everything(), before);
  });
});
