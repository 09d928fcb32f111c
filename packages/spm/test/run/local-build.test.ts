import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { createPac } from '@mpkg/mpkg';
import { buildTree } from '@mpkg/testkit';

import { ArtifactCache } from '../../src/artifacts/cache.ts';
import { keptDigests } from '../../src/history/kept.ts';
import { planLocal } from '../../src/plan/local.ts';
import { CachedArtifacts } from '../../src/run/cached-artifacts.ts';
import { importFile, packBuild } from '../../src/run/local-build.ts';
import { Transport } from '../../src/transport/transport.ts';
import { PATIENT } from '../transport/patience.ts';
import { TestSystem } from './system.ts';

const onEvent = (): void => undefined;

/** A system that takes pacs from a cache of its own and has no network. */
function offline(system: TestSystem): { readonly cache: ArtifactCache; readonly artifacts: CachedArtifacts } {
  const cache = new ArtifactCache(system.path('var/cache/spm'));
  const transport = new Transport({
    timeout: PATIENT,
    retries: 0,
    retryDelay: 1,
    offline: true,
    authWarn: false,
    onEvent,
  });
  return {
    cache,
    artifacts: new CachedArtifacts({
      cache,
      transport,
      offline: true,
      downloads: 1,
      preparations: 1,
      onEvent,
    }),
  };
}

describe('register', () => {
  it('installs a build by hand and undoes it', async () => {
    using system = new TestSystem();
    const { cache, artifacts } = offline(system);
    const source = system.path('../build');
    buildTree(source, { 'usr/bin/tool': { exec: 'tool' }, 'usr/secret': { file: '', mode: 0o600 } });
    const build = await packBuild(cache, { name: 'tool', version: '1.0', architecture: 'amd64', source });
    await system.run(planLocal(system.store, build, ['register', 'tool', '1.0']), { artifacts });
    assert.equal(system.read('usr/bin/tool'), 'tool');
    assert.equal(fs.statSync(system.path('usr/secret')).mode & 0o777, 0o600);
    assert.deepEqual([...system.store.world()], ['install tool']);
    assert.deepEqual([...keptDigests(system.store)], [build.pac]);
    await system.undo();
    assert.deepEqual(system.fingerprint(), []);
  });

  it('refuses what is no version, and what is not there', async () => {
    using system = new TestSystem();
    const { cache } = offline(system);
    const build = { name: 'tool', architecture: 'amd64', source: system.root };
    fs.writeFileSync(system.path('file'), '');
    await assert.rejects(packBuild(cache, { ...build, version: 'one two' }), { code: 'request-invalid' });
    await assert.rejects(packBuild(cache, { ...build, version: '1', source: '/does/not/exist' }), {
      code: 'file-not-found',
    });
  });
});

describe('import', () => {
  it('takes a pac by its name', async () => {
    using system = new TestSystem();
    const { cache, artifacts } = offline(system);
    buildTree(system.path('../tree'), { 'usr/a': 'a' });
    const file = path.resolve(system.path('../my-tool-1.2.pac'));
    await createPac(file, system.path('../tree'));
    const found = await importFile(cache, file, 'amd64');
    assert.deepEqual([found.name, found.version], ['my-tool', '1.2']);
    await system.run(planLocal(system.store, found, ['import', file]), { artifacts });
    fs.rmSync(file);
    await system.undo();
    await system.run(planLocal(system.store, found, ['import', file]), { artifacts });
    assert.equal(system.read('usr/a'), 'a');
  });
});
