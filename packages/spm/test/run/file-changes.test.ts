import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { fileChanges } from '../../src/run/file-changes.ts';
import { TestSystem } from './system.ts';

describe('fileChanges', () => {
  it('says what comes, changes and goes before anything is fetched', async () => {
    using system = new TestSystem();
    const { repository: artifacts, root } = system;
    const one = await artifacts.add('a', '1.0.0', { files: { 'usr/both': '1', 'usr/old': '' } });
    const two = await artifacts.add('a', '1.1.0', {
      files: { 'usr/both': '2', 'usr/new': { link: 'both' } },
    });
    const gone = await artifacts.add('b', '1.0.0', { files: { 'usr/b': '' } });
    const meta = await artifacts.add('m', '1.0.0', {});
    await system.change([one, gone]);
    const plan = system.plan([two, meta], ['b']);
    const known = { isUnknown: false };
    assert.deepEqual(await fileChanges(plan, { root, artifacts, listed: () => undefined }), [
      { id: 'b', added: [], replaced: [], removed: ['usr/b'], ...known },
      { id: 'a', added: ['usr/new'], replaced: ['usr/both'], removed: ['usr/old'], ...known },
      { id: 'm', added: [], replaced: [], removed: [], ...known },
    ]);
  });

  it('takes the list of a repository, and admits what nobody knows', async () => {
    using system = new TestSystem();
    const a = await system.repository.add('a', '1.0.0', { files: { 'usr/a': '' } });
    const plan = system.plan([a]);
    const nowhere = { deliver: () => system.repository.deliver([]), find: () => Promise.resolve(undefined) };
    const input = { root: system.root, artifacts: nowhere };
    const [listed] = await fileChanges(plan, { ...input, listed: () => ['usr/a'] });
    assert.deepEqual([listed?.added, listed?.isUnknown], [['usr/a'], false]);
    const [unknown] = await fileChanges(plan, { ...input, listed: () => undefined });
    assert.equal(unknown?.isUnknown, true);
  });
});
