import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';

import { filesOf } from '../../src/state/file-lists.ts';
import { findOwners } from '../../src/state/find-owners.ts';
import type { PackageId } from '../../src/package/package.ts';
import { TestSystem } from '../run/system.ts';

async function installed(): Promise<TestSystem> {
  const system = new TestSystem();
  fs.mkdirSync(system.path('usr/lib'), { recursive: true });
  fs.symlinkSync('usr/lib', system.path('lib'));
  const a = await system.repository.add('a', '1.0.0', { files: { 'lib/a.so': '', 'usr/bin/a': '' } });
  const b = await system.repository.add('b', '1.0.0', { files: { 'usr/lib/b/c': '', 'usr/bin/bé': '' } });
  await system.change([a, b]);
  return system;
}

describe('findOwners', () => {
  it('finds files by the path that was packed, and by where links lead', async () => {
    using system = await installed();
    for (const path of ['lib/a.so', '/lib/a.so', 'usr/lib/a.so', '//usr/./lib/../lib/a.so']) {
      assert.deepEqual(findOwners(system.store, path), ['a'], path);
    }
    assert.deepEqual(findOwners(system.store, '/lib/b/c'), ['b']);
    assert.deepEqual(findOwners(system.store, Buffer.from('/usr/bin/bé').toString('latin1')), ['b']);
  });

  it('finds everything that has something in a directory', async () => {
    using system = await installed();
    assert.deepEqual(findOwners(system.store, '/usr/bin/'), ['a', 'b']);
    assert.deepEqual(findOwners(system.store, '/lib/b'), ['b']);
  });

  it('says when nobody owns a path', async () => {
    using system = await installed();
    for (const path of ['/etc/passwd', '/usr/bin/a/b', '/usr/bi']) {
      assert.throws(() => findOwners(system.store, path), { code: 'path-not-owned', exit: 3 });
    }
  });

  it('lists files in the order of the pac', async () => {
    using system = await installed();
    assert.deepEqual(filesOf(system.root, 'a' as PackageId), ['lib/a.so', 'usr/bin/a']);
    assert.deepEqual(filesOf(system.root, 'absent' as PackageId), []);
  });
});
