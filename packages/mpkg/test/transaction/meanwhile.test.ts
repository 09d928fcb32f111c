import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { buildTree, fingerprint, type Tree } from '@mpkg/testkit';
import { openTransaction } from '../../src/open-transaction.ts';
import { recoverState } from '../../src/recover-state.ts';
import type { EngineEvent } from '../../src/transaction/events.ts';
import { realDisk, type Disk } from '../../src/tree/disk.ts';
import { lab, STATE, type Lab } from '../deploy/harness.ts';

const FOO: Tree = { 'usr/bin/foo': 'foo', 'usr/share/foo/x': 'x' };

/** Deploys, with something happening between the staging and the commit. */
async function deployWhile(place: Lab, happens: () => void, signal?: AbortSignal): Promise<void> {
  const pac = await place.pac('foo', FOO);
  await using transaction = await openTransaction({ root: place.root, sync: false, signal });
  await transaction.deploy({ pac });
  happens();
  await transaction.commit();
}

/** Deletes anything but what ends so. */
function keeping(ending: string, code: string): Disk['unlink'] {
  return (path) => {
    if (path.endsWith(ending)) throw Object.assign(new Error(code), { code });
    realDisk.unlink(path);
  };
}

describe('what happens between the plan and the commit', () => {
  for (const [what, before, newcomer] of [
    ['a file in the way', { 'usr/bin': { dir: {} } }, { 'usr/bin/foo': 'theirs' }],
    ['a link in the way', { 'usr/bin': { dir: {} } }, { 'usr/bin/foo': { link: 'theirs' } }],
    ['a directory in the way', { 'usr/bin': { dir: {} } }, { 'usr/share/theirs': '' }],
    ['a file where a directory is to be', {}, { usr: 'theirs' }],
  ] as const satisfies readonly (readonly [string, Tree, Tree])[]) {
    test(`${what} is a conflict, found before it is harmed`, async () => {
      using place = lab(before);
      await assert.rejects(
        deployWhile(place, () => buildTree(place.root, newcomer)),
        { code: 'file-conflict', exit: 4 },
      );
      using expected = lab(before);
      buildTree(expected.root, newcomer);
      assert.deepEqual(place.everything(), expected.everything());
    });
  }

  test('a directory that becomes a link is not followed', async () => {
    using place = lab({ 'usr/bin/old': '', 'elsewhere/old': '' });
    await assert.rejects(
      deployWhile(place, () => {
        fs.renameSync(`${place.root}/usr/bin`, `${place.root}/usr/moved`);
        fs.symlinkSync('/elsewhere', `${place.root}/usr/bin`);
      }),
    );
    assert.deepEqual(fs.readdirSync(`${place.root}/elsewhere`), ['old']);
    assert.deepEqual(fs.readdirSync(`${place.root}/usr/moved`), ['old']);
    assert.deepEqual(fs.readdirSync(place.root).sort(), ['elsewhere', 'usr']);
  });

  test('a file that appears in a directory which is just being removed goes back to its place', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', FOO));
    const disk: Disk = {
      ...realDisk,
      create(path, mode) {
        if (path.endsWith('/journal.new')) fs.writeFileSync(`${place.root}/usr/share/foo/foreign`, 'theirs');
        return realDisk.create(path, mode);
      },
    };
    await using transaction = await openTransaction({ root: place.root, sync: false, disk });
    await transaction.remove({ name: 'foo' });
    await transaction.commit();
    assert.deepEqual(
      place.everything().map((line) => line.split(' ').at(-1)),
      ['usr', 'usr/share', 'usr/share/foo', 'usr/share/foo/foreign'],
    );
  });

  test('a file that appears while its directory is published is kept by the removal', async () => {
    using place = lab();
    const disk: Disk = {
      ...realDisk,
      rename(from, to) {
        realDisk.rename(from, to);
        if (to.endsWith('/usr')) fs.writeFileSync(`${place.root}/usr/share/foo/foreign`, 'theirs');
      },
    };
    await using deployment = await openTransaction({ root: place.root, sync: false, disk });
    await deployment.deploy({ pac: await place.pac('foo', FOO) });
    await deployment.commit();
    await using removal = await openTransaction({ root: place.root, sync: false });
    await removal.remove({ name: 'foo' });
    await removal.commit();
    assert.deepEqual(
      place.everything().map((line) => line.split(' ').at(-1)),
      ['usr', 'usr/share', 'usr/share/foo', 'usr/share/foo/foreign'],
    );
  });

  test('what may not be deleted stays in its place, whether the run cleans up or a recovery', async () => {
    for (const isKilled of [false, true]) {
      using place = lab();
      await place.deploy(await place.pac('foo', FOO));
      const disk = { ...realDisk, unlink: keeping('/foo/x', isKilled ? 'EIO' : 'EPERM') };
      const warnings: string[] = [];
      const onEvent = (event: EngineEvent): void => {
        if (event.type === 'warning') warnings.push(`${event.code} ${event.subject}`);
      };
      await using transaction = await openTransaction({ root: place.root, sync: false, disk, onEvent });
      await transaction.remove({ name: 'foo' });
      await transaction.commit();
      if (isKilled) {
        warnings.length = 0;
        await recoverState({
          root: place.root,
          disk: { ...realDisk, unlink: keeping('/foo/x', 'EPERM') },
          onEvent,
        });
      }
      assert.deepEqual(
        place.everything().map((line) => line.split(' ').at(-1)),
        ['usr', 'usr/share', 'usr/share/foo', 'usr/share/foo/x'],
      );
      assert.ok(warnings.includes('foreign-kept /usr/share/foo/x'), warnings.join());
    }
  });

  for (const [name, code, exit] of [
    ['SIGINT', 'interrupted', 130],
    ['SIGTERM', 'terminated', 143],
  ] as const) {
    test(`${name} leaves nothing behind`, async () => {
      using place = lab({ 'usr/bin/old': '' });
      const before = place.everything();
      const controller = new AbortController();
      await assert.rejects(
        deployWhile(place, () => controller.abort(name), controller.signal),
        { code, exit },
      );
      assert.deepEqual(place.everything(), before);
    });
  }

  test('an archive that turns out to be corrupt leaves nothing behind', async () => {
    using place = lab({ 'usr/bin/old': '' });
    const before = place.everything();
    const pac = await place.pac('foo', { ...FOO, big: Buffer.alloc(2_000_000, 'x') });
    await assert.rejects(place.deploy(pac, { sha256: '0'.repeat(64) }), { code: 'digest-mismatch', exit: 6 });
    assert.deepEqual(place.everything(), before);
  });

  test('a second transaction finds the state locked', async () => {
    using place = lab({ [STATE]: { dir: {} } });
    await using first = await openTransaction({ root: place.root, sync: false });
    await assert.rejects(place.remove('foo'), { code: 'locked', exit: 8 });
    first.abort();
    await assert.rejects(place.remove('foo'), { code: 'package-not-found' });
    assert.deepEqual(fingerprint(`${place.root}/${STATE}`), []);
  });
});
