import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { NO_TLS } from '../transport/loopback.ts';
import { suiteFiles } from './archive.ts';
import { OLD, OLD_MAIN, outcomes, serve, stopServers } from './debian-mirror.ts';
import { debian, Harness } from './harness.ts';

let harness: Harness;
beforeEach(() => void (harness = new Harness()));
afterEach(async () => {
  harness.remove();
  await stopServers();
});

describe('other transports and layouts', () => {
  test('over https', { skip: NO_TLS }, async () => {
    const server = await serve(OLD, { tls: 'valid' });
    assert.deepEqual(outcomes(await harness.sync([debian('d', [`${server.base}/`])])), ['updated']);
  });

  test('a certificate that expired fails the repository', { skip: NO_TLS }, async () => {
    const server = await serve(OLD, { tls: 'expired' });
    assert.deepEqual(outcomes(await harness.sync([debian('d', [`${server.base}/`])])), ['tls-failed']);
  });

  test('from a folder', async () => {
    const folder = join(harness.folder, 'archive');
    for (const [path, content] of suiteFiles(OLD)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const repository = debian('d', [pathToFileURL(`${folder}/`)]);
    assert.deepEqual(outcomes(await harness.sync([repository])), ['updated']);
    assert.deepEqual(await harness.texts('d'), [OLD_MAIN]);
    assert.deepEqual(outcomes(await harness.sync([repository], { offline: true })), ['unchanged']);
  });

  test('a single Packages file, one request each time', async () => {
    const server = await serve(OLD);
    const url = `${server.base}/dists/stable/main/binary-amd64/Packages.gz`;
    const repository = debian('d', [url], { suites: [], components: [] });
    assert.deepEqual(outcomes(await harness.sync([repository])), ['updated']);
    assert.deepEqual(outcomes(await harness.sync([repository])), ['unchanged']);
    assert.equal(server.requests.length, 2);
    assert.deepEqual(await harness.texts('d'), [OLD_MAIN]);
  });

  test('a flat repository', async () => {
    const server = await serve({ ...OLD, suite: 'sub/', indexes: { '': 'flat' } });
    const repository = debian('d', [`${server.base}/`], { suites: ['sub/'], components: [] });
    assert.deepEqual(outcomes(await harness.sync([repository])), ['updated']);
    assert.deepEqual(await harness.texts('d'), ['flat']);
  });

  test('a mirror is not a folder of apt lists by accident', async () => {
    const run = await harness.sync([debian('d', ['https://127.0.0.1/'], { suites: [] })]);
    assert.deepEqual(outcomes(run), ['config-invalid']);
  });
});
