import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';
import { fingerprint } from '@mpkg/testkit';

import type { SpmError } from '../../src/errors.ts';
import { TestSystem } from '../run/system.ts';

describe('undo', () => {
  it('takes the last transaction back, and step by step the ones before', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/a': '1' } });
    const b = await system.repository.add('b', '1.0.0', { files: { 'usr/b': '1' } });
    const empty = system.fingerprint();
    await system.change([a]);
    const one = system.fingerprint();
    await system.change([b]);
    await system.undo();
    assert.deepEqual(system.fingerprint(), one);
    await system.undo();
    assert.deepEqual(system.fingerprint(), empty);
    assert.deepEqual([...system.store.world()], []);
    const last = system.store.history().length;
    await assert.rejects(system.undo(), { code: 'transaction-unknown', hint: `spm undo ${last}` });
    await system.undo(last);
    assert.deepEqual(system.fingerprint(), one);
  });

  it('takes one in between back; what came later stays', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/a': '1' } });
    const newer = await system.repository.add('a', '1.1.0', { files: { 'usr/a': '2' } });
    const b = await system.repository.add('b', '1.0.0', { files: { 'usr/b': '1' } });
    await system.change([a, b]);
    await system.change([newer], ['b']);
    await system.change([b]);
    await system.undo(2);
    assert.deepEqual(system.versions(), { a: '1.0.0', b: '1.0.0' });
    assert.equal(system.read('usr/a'), '1');
  });

  it('changes no package that a later transaction decided, but counts as undone', async () => {
    using system = new TestSystem();
    const versions = await Promise.all(
      ['1.0.0', '1.1.0', '1.2.0'].map((version) =>
        system.repository.add('a', version, { files: { 'usr/a': version } }),
      ),
    );
    for (const version of versions) await system.change([version]);
    await system.undo(2);
    assert.equal(system.read('usr/a'), '1.2.0');
    await system.undo(3);
    assert.equal(system.read('usr/a'), '1.0.0');
  });

  it('undoes an undo', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/a': '1' } });
    await system.change([a]);
    await system.undo(1);
    assert.equal((await system.undo(1)).transaction, null);
    assert.deepEqual(system.versions(), {});
    await system.undo(2);
    assert.deepEqual(system.versions(), { a: '1.0.0' });
    await system.undo(3);
    assert.deepEqual(system.versions(), {});
  });

  it('refuses, naming the dependents, where something later needs it', async () => {
    using system = new TestSystem();
    const lib = await system.repository.add('lib', '1.0.0', { files: { 'usr/lib': '' } });
    const app = await system.repository.add('app', '1.0.0', {
      files: { 'usr/app': '' },
      depends: ['lib >=1'],
    });
    await system.change([lib]);
    await system.change([app]);
    const before = fingerprint(system.root);
    await assert.rejects(system.undo(1), (error: SpmError) => {
      assert.deepEqual(error.details?.['dependents'], [
        { id: 'app', kind: 'depends', requirement: 'lib >=1' },
      ]);
      return error.code === 'dependents-exist' && error.exit === 4;
    });
    assert.deepEqual(fingerprint(system.root), before);
  });

  it('refuses to go below a version that something later needs', async () => {
    using system = new TestSystem();
    const old = await system.repository.add('lib', '1.0.0', { files: { 'usr/lib': '1' } });
    const lib = await system.repository.add('lib', '1.1.0', { files: { 'usr/lib': '2' } });
    const app = await system.repository.add('app', '1.0.0', {
      files: { 'usr/app': '' },
      depends: ['lib >=1.1'],
    });
    await system.change([old]);
    await system.change([lib]);
    await system.change([app]);
    await assert.rejects(system.undo(2), { code: 'dependents-exist' });
    await system.undo(3);
    await system.undo(2);
    assert.equal(system.read('usr/lib'), '1');
  });

  it('says which transaction it does not know', async () => {
    using system = new TestSystem();
    await assert.rejects(system.undo(7), { code: 'transaction-unknown', exit: 3, subject: '7' });
  });

  it('keeps what the user made of a file beside', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/a': '1' } });
    await system.change([a]);
    fs.writeFileSync(system.path('usr/a'), 'mine');
    await system.undo();
    assert.deepEqual(fs.readdirSync(system.path('usr')), ['a.mpkg-save']);
    assert.deepEqual(system.warnings(), ['modified-saved']);
  });
});

describe('rollback', () => {
  it('goes back to what there was after a transaction, and can itself be undone', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/a': '1' } });
    const b = await system.repository.add('b', '1.0.0', { files: { 'usr/b': '1' } });
    await system.change([a]);
    const one = system.fingerprint();
    await system.change([b]);
    await system.undo(1);
    const three = system.fingerprint();
    await system.rollback(1);
    assert.deepEqual(system.fingerprint(), one);
    await system.undo(4);
    assert.deepEqual(system.fingerprint(), three);
    await system.rollback(0);
    assert.deepEqual(system.fingerprint(), []);
  });
});
