import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Bytes } from '../../src/bytes.ts';
import { changeSkips } from '../../src/change-skips.ts';
import { openTransaction } from '../../src/open-transaction.ts';
import { StateReader } from '../../src/state-reader.ts';
import { lab, type Lab } from './harness.ts';

const FOO = { 'bin/foo': { exec: 'foo' }, 'share/doc': 'doc', 'share/man': 'man' };

/** Deploys as a program does that brings a group of its own. */
async function deployIn(place: Lab, group: string, pac: string): Promise<void> {
  const { configuration } = new StateReader({ root: place.root });
  const [base] = configuration.groups.values();
  assert.ok(base !== undefined);
  const name = group as Bytes;
  const groups = new Map([...configuration.groups, [name, { ...base, name }]]);
  await using transaction = await openTransaction({
    root: place.root,
    sync: false,
    configuration: { groups },
  });
  await transaction.deploy({ pac, group, into: 'opt/own' });
  await transaction.commit();
}

describe('a group that is not in mpkg.conf', () => {
  test('is known by its packages, which stay where they are', async () => {
    using place = lab();
    await deployIn(place, 'own', await place.pac('foo', FOO));
    const id = { group: 'own' as Bytes, name: 'foo' as Bytes };
    const engine = { root: place.root, sync: false };
    await changeSkips(engine, id, { skip: ['share/doc' as Bytes], unskip: [] });
    await place.deploy(await place.pac('foo', { ...FOO, 'bin/bar': '' }), { group: 'own', replace: true });
    assert.deepEqual(new StateReader(engine).files(id), [
      'opt/own/bin/bar',
      'opt/own/bin/foo',
      'opt/own/share/man',
    ]);
  });

  test('keeps to the rules of the default group', async () => {
    using place = lab({ 'etc/mpkg.conf': 'skip share/man\n' });
    const pac = await place.pac('foo', FOO);
    await deployIn(place, 'own', pac);
    await place.deploy(await place.pac('foo', FOO), { group: 'own', replace: true });
    assert.ok(!place.tree().some((line) => line.includes('share/man')));
  });

  test('has no place for new packages, and is unknown without any', async () => {
    using place = lab();
    const pac = await place.pac('bar', { 'bin/bar': '' });
    await assert.rejects(place.deploy(pac, { group: 'own', into: 'srv' }), { code: 'group-unknown' });
    await deployIn(place, 'own', await place.pac('foo', FOO));
    await assert.rejects(place.deploy(pac, { group: 'own' }), { code: 'group-unknown', hint: '--into DIR' });
    await assert.rejects(place.deploy('foo', { group: 'own', replace: true }), { code: 'file-not-found' });
    await place.deploy(pac, { group: 'own', into: 'srv' });
  });
});
