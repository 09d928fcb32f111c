import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import type { Bytes } from '../../src/bytes.ts';
import { lab } from './harness.ts';

const FONT = { 'usr/share/fonts/a': 'a', 'usr/share/doc/b': 'b', 'usr/bin/c': 'c' };

describe('the rules of a group', () => {
  test('refuse every path that does not pass, by name', async () => {
    using place = lab({ 'etc/mpkg.conf': 'pass usr/share/fonts\nskip usr/share/doc\n' });
    const before = place.everything();
    await assert.rejects(place.deploy(await place.pac('font', FONT)), {
      code: 'path-denied',
      exit: 11,
      details: { paths: ['usr/bin'] },
    });
    assert.deepEqual(place.everything(), before);
  });

  test('let what passes through, without what is skipped', async () => {
    using place = lab({ 'etc/mpkg.conf': 'pass usr/share usr/bin\nskip usr/share/doc\n' });
    await place.deploy(await place.pac('font', FONT));
    assert.deepEqual(fs.readdirSync(`${place.root}/usr/share`), ['fonts']);
  });

  test('find a package by its name alone', async () => {
    using place = lab({ etc: { dir: {} } });
    const pac = await place.pac('font', FONT);
    fs.writeFileSync(`${place.root}/etc/mpkg.conf`, 'from /nowhere /pacs\nsuffix .pac\n');
    fs.mkdirSync(`${place.root}/pacs`);
    fs.copyFileSync(pac, `${place.root}/pacs/font.pac`);
    await place.deploy('font');
    assert.ok(fs.existsSync(`${place.root}/usr/bin/c`));
    await assert.rejects(place.deploy('fnt'), { code: 'file-not-found', exit: 3 });
    await assert.rejects(place.deploy('font', { group: 'nix' }), { code: 'group-unknown', exit: 3 });
  });
});

test('configuration and accounts are those of the root, whatever links lead there', async () => {
  using place = lab({
    'real/mpkg.conf': 'group g\nfrom /pacs\n',
    'etc/mpkg.conf': { link: '/real/mpkg.conf' },
    'real/passwd': 'daemon:x:77:88::/:\n',
    'etc/passwd': { link: '../../../real/passwd' },
    pacs: { link: '/store' },
    store: { dir: {} },
  });
  fs.copyFileSync(await place.pac('foo', { a: 'a' }), `${place.root}/store/foo.pac`);
  const modes = new Map([['a' as Bytes, { owner: 'daemon' }]]);
  await place.deploy('foo', { group: 'g', modes });
  if (process.getuid?.() === 0) assert.equal(fs.statSync(`${place.root}/a`).uid, 77);
});

describe('what mpkg uses itself', () => {
  for (const [name, tree] of Object.entries({
    'its state': { 'var/lib/mpkg/lock': '' },
    'its state through a link': { 'state/lock': '' },
    'the names of stages': { 'usr/.mpkg-1-2/x': '' },
  })) {
    test(`is refused to packages: ${name}`, async () => {
      using place = lab({ 'var/lib/mpkg': { dir: {} }, state: { link: '/var/lib/mpkg' } });
      const before = place.everything();
      await assert.rejects(place.deploy(await place.pac('foo', tree)), { code: 'path-denied', exit: 11 });
      assert.deepEqual(place.everything(), before);
    });
  }

  test('a prefix does not lead out of the root', async () => {
    using place = lab();
    await assert.rejects(place.deploy(await place.pac('foo', FONT), { into: '../x' }), { code: 'usage' });
  });
});

describe('a prefix', () => {
  test('holds packages, state and configuration, wherever it lies', async () => {
    using place = lab({}, { prefix: '/home/me/.local' });
    await place.deploy(await place.pac('font', FONT));
    assert.deepEqual(fs.readdirSync(place.root), ['home']);
    assert.deepEqual(fs.readdirSync(`${place.root}/home/me/.local`).sort(), ['usr', 'var']);
    await place.remove('font');
    assert.deepEqual(place.everything(), []);
  });

  test('is never left through a link', async () => {
    using place = lab({ 'home/me/share': { link: '/usr/share' }, 'usr/share/x': '' }, { prefix: 'home/me' });
    await assert.rejects(place.deploy(await place.pac('p', { 'share/y': '' })), { code: 'link-escapes' });
  });
});
