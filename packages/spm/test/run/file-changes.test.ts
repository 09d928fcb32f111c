import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { SpmError } from '../../src/errors.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { PackageWithFiles } from '../../src/package/package.ts';
import type { Beginning } from '../../src/run/beginnings.ts';
import { fileChanges, type FileChanges } from '../../src/run/file-changes.ts';
import { TestSystem } from './system.ts';

/** The changes, with the pacs of all packages at hand but those of `unknown`. */
function changesOf(system: TestSystem, plan: Plan, unknown: readonly string[] = []): Promise<FileChanges[]> {
  const beginning = async (wanted: PackageWithFiles): Promise<Beginning | undefined> => {
    if (unknown.includes(wanted.name)) return undefined;
    const found = await system.repository.find(wanted);
    return found && { ...found, isWhole: true };
  };
  return fileChanges(plan, {
    store: system.store,
    beginnings: (packages) => Promise.all(packages.map(beginning)),
  });
}

const known = { isUnknown: false };

describe('fileChanges', () => {
  it('says what comes, changes and goes before anything is fetched', async () => {
    using system = new TestSystem();
    const { repository } = system;
    const one = await repository.add('a', '1.0.0', { files: { 'usr/both': '1', 'usr/old': '' } });
    const two = await repository.add('a', '1.1.0', {
      files: { 'usr/both': '2', 'usr/new': { link: 'both' } },
    });
    const gone = await repository.add('b', '1.0.0', { files: { 'usr/b': '' } });
    const meta = await repository.add('m', '1.0.0', {});
    await system.change([one, gone]);
    assert.deepEqual(await changesOf(system, system.plan([two, meta], ['b'])), [
      { id: 'b', added: [], replaced: [], removed: ['usr/b'], ...known },
      { id: 'a', added: ['usr/new'], replaced: ['usr/both'], removed: ['usr/old'], ...known },
      { id: 'm', added: [], replaced: [], removed: [], ...known },
    ]);
  });

  it('is where files really go: links, foreign architectures, what is skipped', async () => {
    using system = new TestSystem();
    const base = await system.repository.add('base', '1.0.0', {
      files: { bin: { link: 'usr/bin' }, 'usr/bin/x': '' },
    });
    const tool = await system.repository.add('tool', '1.0.0', {
      files: { 'bin/tool': '', 'usr/share/doc/tool': '' },
    });
    await system.change([base]);
    const skipping = { ...tool, skipped: ['usr/share'] };
    const foreign = { ...tool, group: 'i686', architecture: 'i686' };
    const [first, second] = await changesOf(system, system.plan([skipping, foreign]));
    assert.deepEqual(first?.added, ['usr/bin/tool']);
    assert.deepEqual(second?.added, ['usr/lib/spm/i686/bin/tool', 'usr/lib/spm/i686/usr/share/doc/tool']);
  });

  it('admits what nobody knows, whose old files are no conflict', async () => {
    using system = new TestSystem();
    const one = await system.repository.add('a', '1.0.0', { files: { 'usr/x': '' } });
    const two = await system.repository.add('a', '1.1.0', { files: { 'usr/a': '' } });
    const other = await system.repository.add('b', '1.0.0', { files: { 'usr/x': '' } });
    await system.change([one]);
    assert.deepEqual(await changesOf(system, system.plan([two, other]), ['a']), [
      { id: 'a', added: [], replaced: [], removed: [], isUnknown: true },
      { id: 'b', added: ['usr/x'], replaced: [], removed: [], ...known },
    ]);
  });

  it('tells of files in the way as the installation would', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/x': '' } });
    const b = await system.repository.add('b', '1.0.0', { files: { 'usr/x': '' } });
    await system.change([a]);
    await assert.rejects(changesOf(system, system.plan([b])), (error: SpmError) => {
      assert.deepEqual(error.details?.['owners'], [{ path: 'usr/x', owner: 'a' }]);
      return error.code === 'file-conflict';
    });
  });
});
