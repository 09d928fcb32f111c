import assert from 'node:assert/strict';
import fs from 'node:fs';
import { describe, it } from 'node:test';
import type { Tree } from '@mpkg/testkit';

import type { Package, PackageId } from '../../../src/package/package.ts';
import { verifyPackages } from '../../../src/state/verify.ts';
import { filesOf } from '../../../src/state/file-lists.ts';
import { TestSystem } from '../system.ts';

async function native(system: TestSystem, name: string, files: Tree): Promise<Package> {
  return { ...(await system.repository.add(name, '1.0.0', { files })), architecture: 'amd64' };
}

async function foreign(system: TestSystem, name: string, files: Tree, version = '1.0.1'): Promise<Package> {
  const found = await system.repository.add(name, version, { files, config: ['etc/tool.conf'] });
  return { ...found, group: 'i686', architecture: 'i686' };
}

const TOOL = { 'usr/bin/tool': { exec: 'tool' }, 'etc/tool.conf': 'default\n' };
const LIBRARY = { 'usr/lib/i386-linux-gnu/lib.so': 'i386', 'usr/share/doc/lib/copyright': 'text' };

describe('packages of a foreign architecture', () => {
  it('are not in the way of the same packages of the host, whichever comes first', async () => {
    for (const isHostFirst of [true, false]) {
      using system = new TestSystem();
      const before = system.fingerprint();
      const host = [
        await native(system, 'tool', TOOL),
        await native(system, 'lib', { 'usr/share/doc/lib/copyright': '' }),
      ];
      const other = [await foreign(system, 'lib', LIBRARY), await foreign(system, 'tool', TOOL)];
      await system.change(isHostFirst ? host : other);
      await system.change(isHostFirst ? other : host);
      assert.equal(system.read('usr/lib/i386-linux-gnu/lib.so'), 'i386');
      assert.deepEqual(filesOf(system.root, 'i686:lib' as PackageId), ['usr/lib/i386-linux-gnu/lib.so']);
      assert.deepEqual(filesOf(system.root, 'i686:tool' as PackageId), [
        'usr/lib/spm/i686/etc/tool.conf',
        'usr/lib/spm/i686/usr/bin/tool',
      ]);
      assert.deepEqual(verifyPackages(system.store, system.store.installed().packages.keys()), []);
      await system.undo(2);
      await system.undo(1);
      assert.deepEqual(system.fingerprint(), before);
    }
  });

  it('stay where they are through an update, and keep edited configuration', async () => {
    using system = new TestSystem();
    await system.change([await foreign(system, 'tool', TOOL)]);
    const config = system.path('usr/lib/spm/i686/etc/tool.conf');
    fs.writeFileSync(config, 'mine\n');
    assert.deepEqual(verifyPackages(system.store, ['i686:tool' as PackageId]), [
      {
        id: 'i686:tool',
        damaged: [],
        edited: [{ path: 'usr/lib/spm/i686/etc/tool.conf', differences: ['content'] }],
      },
    ]);
    await system.change([await foreign(system, 'tool', { ...TOOL, 'usr/bin/more': '' }, '1.1.0')]);
    assert.equal(fs.readFileSync(config, 'utf8'), 'mine\n');
    assert.equal(fs.existsSync(system.path('usr/lib/spm/i686/usr/bin/more')), true);
  });

  it('follow a group of that name in mpkg.conf', async () => {
    using system = new TestSystem();
    fs.mkdirSync(system.path('etc'));
    fs.writeFileSync(system.path('etc/mpkg.conf'), 'group i686\ninto opt/32\nskip etc\n');
    await system.change([await foreign(system, 'tool', TOOL), await foreign(system, 'lib', LIBRARY)]);
    assert.deepEqual(filesOf(system.root, 'i686:tool' as PackageId), ['opt/32/usr/bin/tool']);
    assert.equal(system.read('opt/32/usr/share/doc/lib/copyright'), 'text');
  });
});
