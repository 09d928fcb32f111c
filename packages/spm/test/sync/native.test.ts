import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync, zstdCompressSync } from 'node:zlib';

import fc from 'fast-check';

import { syncedIndexes } from '../../src/sync/synced-repositories.ts';
import { type Fault, Loopback } from '../transport/loopback.ts';
import { Harness, native, NOW, type SyncRun } from './harness.ts';
import { nativeIndexText } from './native-index.ts';

const outcome = ({ results: [result] }: SyncRun) =>
  result?.outcome === 'failed' ? result.error.code : result?.outcome;

let harness: Harness;
let server: Loopback;
beforeEach(async () => {
  harness = new Harness();
  server = await Loopback.start();
});
afterEach(async () => {
  harness.remove();
  await server.stop();
});

describe('a native index', () => {
  test('is found in a folder in its smallest form, then asked for once', async () => {
    const text = nativeIndexText();
    server.put('/r/index.jsonl', text);
    server.put('/r/index.jsonl.gz', gzipSync(text));
    assert.equal(outcome(await harness.sync([native(`${server.base}/r/`)])), 'updated');
    assert.deepEqual(server.requests, ['/r/index.jsonl.zst', '/r/index.jsonl.gz']);
    server.requests.length = 0;
    assert.equal(outcome(await harness.sync([native(`${server.base}/r/`)])), 'unchanged');
    assert.deepEqual(server.requests, ['/r/index.jsonl.gz']);
    assert.deepEqual(await harness.texts('n'), [text]);
    const [index] = syncedIndexes(harness.folder, 'n');
    assert.deepEqual(index?.packages, [`${server.base}/r/`]);
  });

  test('is read from the file that a URL names, also from a disk', async () => {
    const text = nativeIndexText();
    server.put('/any.zst', zstdCompressSync(text));
    assert.equal(outcome(await harness.sync([native(`${server.base}/any.zst`)])), 'updated');
    assert.deepEqual(await harness.texts('n'), [text]);
    mkdirSync(join(harness.folder, 'repo'));
    writeFileSync(join(harness.folder, 'repo', 'index.jsonl'), text);
    const url = pathToFileURL(join(harness.folder, 'repo/')).href;
    assert.equal(outcome(await harness.sync([native(url)])), 'updated');
    assert.deepEqual(await harness.texts('n'), [text]);
  });

  test('is refused when it is older, or by somebody else, or when any byte differs', async () => {
    const url = `${server.base}/index.jsonl`;
    server.put('/index.jsonl', nativeIndexText());
    assert.equal(outcome(await harness.sync([native(url)])), 'updated');
    server.put('/index.jsonl', nativeIndexText({ serial: 6 }));
    assert.equal(outcome(await harness.sync([native(url)])), 'index-older');
    server.put('/index.jsonl', nativeIndexText({ serial: 8, identity: 'other' }));
    assert.equal(outcome(await harness.sync([native(url)])), 'identity-changed');
    server.put('/index.jsonl', nativeIndexText({ serial: 8 }).replace('p1.pac', 'p2.pac'));
    assert.equal(outcome(await harness.sync([native(url)])), 'index-malformed');
    server.put('/index.jsonl', '<html>a captive portal</html>');
    assert.equal(outcome(await harness.sync([native(url)])), 'index-malformed');
    server.put('/index.jsonl', nativeIndexText({ serial: 8 }));
    assert.equal(outcome(await harness.sync([native(url)])), 'updated');
  });

  test('that does not decompress names the mirror, and another one serves', async () => {
    const broken = gzipSync(nativeIndexText()).subarray(0, -20);
    server.put('/a/index.jsonl.gz', broken);
    server.put('/b/index.jsonl.gz', gzipSync(nativeIndexText()));
    const [result] = (await harness.sync([native(`${server.base}/a/index.jsonl.gz`)])).results;
    assert(result?.outcome === 'failed');
    assert.deepEqual(
      [result.error.code, result.error.subject],
      ['stream-corrupt', `${server.base}/a/index.jsonl.gz`],
    );
    const urls = ['a', 'b'].map((folder) => new URL(`${server.base}/${folder}/index.jsonl.gz`));
    const run = await harness.sync([native('file:///', { urls })]);
    assert.deepEqual([outcome(run), run.warnings[0]], ['updated', 'mirror-failed']);
  });

  test('that expired gives a warning', async () => {
    const expires = new Date(NOW - 1000).toISOString().replace(/\.\d+/, '');
    server.put('/index.jsonl', nativeIndexText({ expires }));
    const run = await harness.sync([native(`${server.base}/index.jsonl`)]);
    assert(run.warnings.includes('index-expired'));
  });

  test('that is cut off anywhere is refused, however it arrives', async () => {
    const text = nativeIndexText({}, 40);
    const url = `${server.base}/index.jsonl`;
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 2), fc.integer({ min: 1, max: 5000 }), async (length, step) => {
        server.put('/index.jsonl', text.slice(0, length));
        server.fault = inPieces(step);
        assert.equal(outcome(await harness.sync([native(url)])), 'index-malformed');
      }),
      { numRuns: 40 },
    );
    server.put('/index.jsonl', text);
    assert.equal(outcome(await harness.sync([native(url)])), 'updated');
  });
});

const inPieces =
  (step: number): Fault =>
  (_request, response, file) => {
    for (let at = 0; at < file.length; at += step) response.write(file.subarray(at, at + step));
    response.end();
    return true;
  };
