import assert from 'node:assert/strict';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';

import { cut, type Fault, Loopback } from '../transport/loopback.ts';
import { NEW, NEW_MAIN, OLD, OLD_MAIN, outcomes, publish, serve, stopServers } from './debian-mirror.ts';
import { debian, Harness } from './harness.ts';

let harness: Harness;
beforeEach(() => void (harness = new Harness()));
afterEach(async () => {
  harness.remove();
  await stopServers();
});

describe('when nothing changed', () => {
  for (const validator of ['tag', 'date', 'none'] as const) {
    test(`exactly one request; validator: ${validator}`, async () => {
      const server = await serve(OLD, { validator });
      const repository = debian('d', [`${server.base}/`]);
      assert.deepEqual(outcomes(await harness.sync([repository])), ['updated']);
      assert.deepEqual(server.requests, [
        '/dists/stable/InRelease',
        '/dists/stable/main/binary-amd64/Packages.gz',
      ]);
      const before = harness.stateText('d');
      server.requests.length = 0;
      const second = await harness.sync([repository]);
      assert.deepEqual(outcomes(second), ['unchanged']);
      assert.deepEqual(server.requests, ['/dists/stable/InRelease']);
      assert.equal(harness.stateText('d'), before);
      assert.deepEqual(await harness.texts('d'), [OLD_MAIN]);
    });
  }

  test('a suite that has no InRelease is asked once too', async () => {
    const server = await serve(OLD);
    server.put('/dists/stable/Release', server.files.get('/dists/stable/InRelease') ?? '');
    server.files.delete('/dists/stable/InRelease');
    const repository = debian('d', [`${server.base}/`]);
    assert.deepEqual(outcomes(await harness.sync([repository])), ['updated']);
    server.requests.length = 0;
    assert.deepEqual(outcomes(await harness.sync([repository])), ['unchanged']);
    assert.deepEqual(server.requests, ['/dists/stable/Release']);
  });
});

describe('when something changed', () => {
  test('only what changed is fetched, and what is old is removed', async () => {
    const server = await serve(OLD);
    const repository = debian('d', [`${server.base}/`], { components: ['main', 'extra'] });
    await harness.sync([repository]);
    publish(server, NEW);
    server.requests.length = 0;
    assert.deepEqual(outcomes(await harness.sync([repository])), ['updated']);
    assert.deepEqual(server.requests, [
      '/dists/stable/InRelease',
      '/dists/stable/main/binary-amd64/Packages.gz',
    ]);
    assert.deepEqual(await harness.texts('d'), [NEW_MAIN, OLD.indexes['extra/binary-amd64']]);
    assert.equal(readdirSync(join(harness.folder, 'd')).length, 4, 'state, head and two indexes');
  });

  test('a component more is fetched although the release is the same', async () => {
    const server = await serve(OLD);
    await harness.sync([debian('d', [`${server.base}/`])]);
    const wider = debian('d', [`${server.base}/`], { components: ['main', 'extra'] });
    assert.deepEqual(outcomes(await harness.sync([wider])), ['updated']);
    assert.equal((await harness.texts('d')).length, 2);
  });

  test('a component that nobody publishes gives a warning', async () => {
    const server = await serve(OLD);
    const run = await harness.sync([debian('d', [`${server.base}/`], { components: ['mian'] })]);
    assert(run.warnings.includes('repository-empty'));
  });

  test('a lost file is fetched again', async () => {
    const server = await serve(OLD);
    const repository = debian('d', [`${server.base}/`]);
    await harness.sync([repository]);
    for (const name of readdirSync(join(harness.folder, 'd'))) {
      if (name !== 'state.json') rmSync(join(harness.folder, 'd', name));
    }
    await harness.sync([repository]);
    assert.deepEqual(await harness.texts('d'), [OLD_MAIN]);
  });

  test('a damaged state is not believed', async () => {
    const server = await serve(OLD);
    const repository = debian('d', [`${server.base}/`]);
    await harness.sync([repository]);
    for (const text of ['{"format":1,', 'null', '{"format":1,"heads":[null]}', '{"format":2,"heads":[]}']) {
      writeFileSync(join(harness.folder, 'd', 'state.json'), text);
      assert.deepEqual(outcomes(await harness.sync([repository])), ['updated'], text);
    }
    assert.deepEqual(await harness.texts('d'), [OLD_MAIN]);
  });

  test('indexes are asked for by digest where the release offers it', async () => {
    const server = await serve({ ...OLD, byHash: true });
    await harness.sync([debian('d', [`${server.base}/`])]);
    assert.match(
      server.requests[1] ?? '',
      /^\/dists\/stable\/main\/binary-amd64\/by-hash\/SHA256\/[0-9a-f]{64}$/,
    );
  });

  test('equal indexes of two components do not disturb each other', async () => {
    const server = await serve({ ...OLD, indexes: { 'a/binary-amd64': 'same', 'b/binary-amd64': 'same' } });
    const run = await harness.sync([debian('d', [`${server.base}/`], { components: ['a', 'b'] })]);
    assert.deepEqual(outcomes(run), ['updated']);
    assert.deepEqual(await harness.texts('d'), ['same', 'same']);
  });

  test('a cut index is resumed by the next run', async () => {
    const server = await serve(OLD);
    const repository = debian('d', [`${server.base}/`]);
    server.fault = onlyIndexes(cut);
    assert.deepEqual(outcomes(await harness.sync([repository])), ['transfer-cut']);
    server.fault = undefined;
    const [result] = (await harness.sync([repository])).results;
    assert(result?.outcome === 'updated');
    const files = [...server.files].filter(([path]) => /InRelease|main.*Packages\.gz$/.test(path));
    const whole = files.reduce((sum, [, content]) => sum + content.length, 0);
    assert(result.bytes < whole, `${result.bytes} of ${whole} bytes`);
    assert.deepEqual(await harness.texts('d'), [OLD_MAIN]);
  });
});

const onlyIndexes =
  (fault: Fault): Fault =>
  (request, response, file) =>
    (request.url ?? '').includes('Packages') && fault(request, response, file);

const wrongBytes = onlyIndexes((_request, response, file) => {
  response.end(Buffer.alloc(file.length));
  return true;
});

describe('mirrors', () => {
  test('a dead one names itself and stops nothing', async () => {
    const dead = await Loopback.start();
    const base = dead.base;
    await dead.stop();
    const alive = await serve(OLD);
    const run = await harness.sync([debian('d', [`${base}/`, `${alive.base}/`])]);
    assert.deepEqual(outcomes(run), ['updated']);
    assert.deepEqual(run.warnings, ['mirror-failed', 'repository-first-use']);
    const [warning] = run.events.flatMap((event) => (event.type === 'warning' ? [event.warning] : []));
    assert.equal(warning?.subject, `${base}/`);
    const [result] = run.results;
    assert(result?.outcome === 'updated');
    assert.deepEqual(result.mirrors, [`${alive.base}/`]);
  });

  test('one that serves wrong bytes is replaced in the middle', async () => {
    const bad = await serve(OLD);
    bad.fault = wrongBytes;
    const good = await serve(OLD);
    const run = await harness.sync([debian('d', [`${bad.base}/`, `${good.base}/`])]);
    assert.deepEqual(outcomes(run), ['updated']);
    assert(run.warnings.includes('mirror-failed'));
    assert.deepEqual(await harness.texts('d'), [OLD_MAIN]);
  });

  test('one that lags behind is passed over', async () => {
    const fresh = await serve(NEW);
    const stale = await serve(OLD);
    await harness.sync([debian('d', [`${fresh.base}/`])]);
    const run = await harness.sync([debian('d', [`${stale.base}/`, `${fresh.base}/`])]);
    assert.deepEqual(outcomes(run), ['unchanged']);
    assert.deepEqual(run.warnings, ['mirror-failed']);
  });

  test('one repository that fails stops no other', async () => {
    const bad = await serve(OLD);
    bad.fault = wrongBytes;
    const good = await serve(OLD);
    const run = await harness.sync([debian('bad', [`${bad.base}/`]), debian('good', [`${good.base}/`])]);
    assert.deepEqual(outcomes(run), ['digest-mismatch', 'updated']);
  });
});

describe('what is refused', () => {
  test('an older index, unless overridden', async () => {
    const server = await serve(NEW);
    const repository = debian('d', [`${server.base}/`]);
    await harness.sync([repository]);
    publish(server, OLD);
    assert.deepEqual(outcomes(await harness.sync([repository])), ['index-older']);
    assert.deepEqual(await harness.texts('d'), [NEW_MAIN]);
    assert.deepEqual(outcomes(await harness.sync([repository], { policy: { override: true } })), ['updated']);
    assert.deepEqual(await harness.texts('d'), [OLD_MAIN]);
  });

  test('another publisher, unless trusted', async () => {
    const server = await serve(OLD);
    const repository = debian('d', [`${server.base}/`]);
    assert.deepEqual((await harness.sync([repository])).warnings, ['repository-first-use']);
    publish(server, { ...NEW, origin: 'Other' });
    assert.deepEqual(outcomes(await harness.sync([repository])), ['identity-changed']);
    const trusting = debian('d', [`${server.base}/`], { trust: ['Other/Other/stable'] });
    assert.deepEqual(outcomes(await harness.sync([trusting])), ['updated']);
  });

  test('an expired index is used, with a warning', async () => {
    const server = await serve({ ...OLD, validUntil: 'Fri, 01 May 2026 00:00:00 UTC' });
    const run = await harness.sync([debian('d', [`${server.base}/`])]);
    assert.deepEqual(outcomes(run), ['updated']);
    assert(run.warnings.includes('index-expired'));
  });

  test('a failure keeps what was there', async () => {
    const server = await serve(OLD);
    const repository = debian('d', [`${server.base}/`]);
    await harness.sync([repository]);
    publish(server, NEW);
    server.fault = wrongBytes;
    assert.deepEqual(outcomes(await harness.sync([repository])), ['digest-mismatch']);
    assert.deepEqual(await harness.texts('d'), [OLD_MAIN]);
    server.fault = undefined;
    assert.deepEqual(outcomes(await harness.sync([repository])), ['updated']);
    assert.deepEqual(await harness.texts('d'), [NEW_MAIN]);
  });

  test('offline: what was synced is used, what was not fails', async () => {
    const server = await serve(OLD);
    await harness.sync([debian('d', [`${server.base}/`])]);
    server.requests.length = 0;
    const run = await harness.sync([debian('d', [`${server.base}/`]), debian('e', [`${server.base}/`])], {
      offline: true,
    });
    assert.deepEqual(outcomes(run), ['skipped', 'offline']);
    assert.equal(server.requests.length, 0);
  });
});
