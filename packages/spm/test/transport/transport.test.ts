import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { EXPECTED, fails, fetchIntoFolder, FILE, newPath, run, withServer } from './fetching.ts';
import { cutOnce, NO_TLS, type Fault } from './loopback.ts';

fetchIntoFolder();

const ignoreRange: Fault = (request) => {
  delete request.headers.range;
  return false;
};

describe('what is fetched', () => {
  test('https: verified, hashed, reported', { skip: NO_TLS }, () =>
    withServer({ tls: 'valid' }, async (server) => {
      const { result, events, path } = await run(server.url('/file'), { request: { expected: EXPECTED } });
      assert(result.kind === 'fetched');
      assert.equal(result.sha256, EXPECTED.sha256);
      assert.deepEqual(readFileSync(path), FILE);
      assert.deepEqual(
        events.filter(({ type }) => type === 'warning'),
        [],
      );
      const last = events.at(-1);
      assert(last?.type === 'fetch');
      assert.deepEqual([last.received, last.total], [FILE.length, FILE.length]);
    }),
  );

  test('http: loud by default, silent on demand, once per host', () =>
    withServer({}, async (server) => {
      const loud = await run(server.url('/file'));
      const warnings = loud.events.filter((event) => event.type === 'warning');
      assert.deepEqual(
        warnings.map(({ warning }) => warning.code),
        ['transport-insecure'],
      );
      const silent = await run(server.url('/file'), { options: { authWarn: false } });
      assert(silent.events.every((event) => event.type !== 'warning'));
    }));

  test('file: the same contract', async () => {
    const source = newPath();
    writeFileSync(source, FILE);
    const url = pathToFileURL(source);
    const first = await run(url, { request: { expected: EXPECTED } });
    assert(first.result.kind === 'fetched');
    const second = await run(url, { request: { validators: first.result.validators } });
    assert.equal(second.result.kind, 'unchanged');
    writeFileSync(source, 'other');
    const third = await run(url, { request: { validators: first.result.validators } });
    assert.equal(third.result.kind, 'fetched');
    await assert.rejects(run(pathToFileURL(`${source}.none`)), fails('not-published'));
    await assert.rejects(run(pathToFileURL(dirname(source))), fails('not-published'));
  });

  test('unchanged: one request, nothing written', () =>
    withServer({}, async (server) => {
      const first = await run(server.url('/file'));
      assert(first.result.kind === 'fetched');
      const second = await run(server.url('/file'), { request: { validators: first.result.validators } });
      assert.equal(second.result.kind, 'unchanged');
      assert.equal(existsSync(second.path), false);
      assert.equal(server.requests.length, 2);
    }));
});

describe('resuming', () => {
  test('a cut transfer continues where it ended', () =>
    withServer({ fault: cutOnce() }, async (server) => {
      const { result, path } = await run(server.url('/file'), { request: { expected: EXPECTED } });
      assert(result.kind === 'fetched');
      assert(result.transferred < FILE.length, 'the second transfer is only a part');
      assert.deepEqual(readFileSync(path), FILE);
    }));

  test('a partial file of an earlier run is continued, a spoilt one is thrown away', () =>
    withServer({}, async (server) => {
      for (const [prefix, transferred] of [
        [FILE.subarray(0, 1000), FILE.length - 1000],
        [randomBytes(1000), FILE.length],
        [randomBytes(FILE.length + 10), FILE.length],
      ] as const) {
        const path = newPath();
        writeFileSync(path, prefix);
        const { result } = await run(server.url('/file'), { request: { expected: EXPECTED, path } });
        assert(result.kind === 'fetched');
        assert.equal(result.transferred, transferred);
        assert.deepEqual(readFileSync(path), FILE);
      }
    }));

  test('a server without ranges sends everything again', () =>
    withServer({ fault: ignoreRange }, async (server) => {
      const path = newPath();
      writeFileSync(path, FILE.subarray(0, 1000));
      const { result } = await run(server.url('/file'), { request: { expected: EXPECTED, path } });
      assert(result.kind === 'fetched');
      assert.equal(result.transferred, FILE.length);
      assert.deepEqual(readFileSync(path), FILE);
    }));
});
