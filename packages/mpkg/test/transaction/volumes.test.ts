import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { describe, test } from 'node:test';
import { buildTree, canMount, fingerprint } from '@mpkg/testkit';
import type { EngineWarning } from '../../src/transaction/events.ts';
import { openTransaction } from '../../src/open-transaction.ts';
import { lab } from '../deploy/harness.ts';

const needsMount = { skip: !canMount('tmpfs') && 'this user cannot mount' };

const FOO = { 'usr/bin/foo': 'foo', 'usr/lib/foo/x': 'x', 'opt/foo/y': 'y', 'var/z': 'z' };

/** A mount that ends with the scope. */
function mount(target: string, ...args: string[]): Disposable {
  execFileSync('mount', [...args, target]);
  return { [Symbol.dispose]: () => execFileSync('umount', [target]) };
}

describe('a root of several file systems', needsMount, () => {
  test('gets a stage on each, and none stays', async () => {
    using place = lab({ usr: { dir: {} }, opt: { dir: {} }, 'var/lib': { dir: {} } });
    using _usr = mount(`${place.root}/usr`, '-t', 'tmpfs', 'none');
    using _lib = mount(`${place.root}/var/lib`, '-t', 'tmpfs', 'none');
    const before = place.everything();
    await place.deploy(await place.pac('foo', FOO));
    assert.equal(fs.readFileSync(`${place.root}/usr/lib/foo/x`, 'utf8'), 'x');
    assert.ok(!place.everything().some((line) => line.includes('.mpkg-')));
    await place.deploy(await place.pac('foo', { ...FOO, 'usr/bin/foo': 'new' }), {
      replace: true,
    });
    await place.remove('foo');
    assert.deepEqual(place.everything(), before);
  });

  test('tells a bind mount of the same file system apart', async () => {
    using place = lab({ data: { dir: {} }, opt: { dir: {} } });
    using _opt = mount(`${place.root}/opt`, '--bind', `${place.root}/data`);
    const before = place.everything();
    await place.deploy(await place.pac('foo', FOO));
    await place.remove('foo');
    assert.deepEqual(place.everything(), before);
  });

  test('never takes a mount point away', async () => {
    using place = lab();
    await place.deploy(await place.pac('foo', { ...FOO, 'srv/data': { dir: {} } }));
    {
      using _srv = mount(`${place.root}/srv/data`, '-t', 'tmpfs', 'none');
      await place.remove('foo');
      assert.ok(fs.existsSync(`${place.root}/srv/data`));
    }
    assert.deepEqual(
      place.tree().map((line) => line.split(' ').at(-1)),
      ['srv', 'srv/data'],
    );
  });
});

describe('overlayfs', needsMount, () => {
  test('packages of a lower layer are replaced and removed', async () => {
    using lower = lab();
    await lower.deploy(await lower.pac('foo', FOO));
    using place = lab({ upper: { dir: {} }, work: { dir: {} }, merged: { dir: {} } });
    const [upper, work, merged] = ['upper', 'work', 'merged'].map((name) => `${place.root}/${name}`);
    using _overlay = mount(
      String(merged),
      '-t',
      'overlay',
      'none',
      '-o',
      `lowerdir=${lower.root},upperdir=${upper},workdir=${work}`,
    );
    const warnings: EngineWarning[] = [];
    const run = async (step: 'replace' | 'remove'): Promise<void> => {
      await using transaction = await openTransaction({
        root: String(merged),
        sync: false,
        onEvent: (event) => event.type === 'warning' && warnings.push(event),
      });
      const newer = await place.pac('foo', { ...FOO, 'usr/bin/foo': 'newer', 'usr/more/x': '' });
      if (step === 'replace') await transaction.deploy({ pac: newer, replace: true });
      else await transaction.remove({ name: 'foo' });
      await transaction.commit();
    };
    await run('replace');
    assert.equal(fs.readFileSync(`${merged}/usr/bin/foo`, 'utf8'), 'newer');
    await run('remove');
    assert.deepEqual(fingerprint(String(merged)), []);
    assert.deepEqual(warnings, []);
  });
});

test('a setgid directory above does not show in what is deployed', async () => {
  using place = lab();
  fs.chmodSync(place.root, 0o2775);
  await place.deploy(await place.pac('foo', FOO));
  assert.equal(fs.statSync(`${place.root}/usr/lib`).mode & 0o7777, 0o755);
  await place.remove('foo');
  buildTree(`${place.root}/x`, {});
  assert.deepEqual(fs.readdirSync(place.root), ['x']);
});
