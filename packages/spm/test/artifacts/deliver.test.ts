import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { temporaryDirectory } from '@mpkg/testkit';

import type { FetchedArtifact } from '../../src/artifacts/fetch-artifact.ts';
import { SpmError, type SpmErrorCode } from '../../src/errors.ts';
import { cutOnce, type Fault, Loopback, NO_TLS, statusFor } from '../transport/loopback.ts';
import { Patience } from '../transport/patience.ts';
import { cacheIn } from './delivery.ts';
import { mirror, request, run, sample, start } from './support.ts';

const MEGABYTE = 1024 * 1024;

function withCode(code: SpmErrorCode): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof SpmError, String(error));
    assert.equal(error.code, code, error.message);
    return true;
  };
}

function partials(directory: string): readonly string[] {
  const partial = join(directory, 'cache/partial');
  return existsSync(partial) ? readdirSync(partial) : [];
}

/** Announces the file, sends some of it, and then nothing. */
const stall: Fault = (_request, response, file) => {
  response.writeHead(200, { 'content-length': file.length });
  response.write(file.subarray(0, 1000));
  return true;
};

/** As `stall`, for a client that does not wait for the rest. */
function stallFor(patience: Patience): Fault {
  return (...asked) => {
    patience.lose();
    return stall(...asked);
  };
}

/** Announces and sends more, or fewer, bytes than the file has. */
function lie(difference: number): Fault {
  return (_request, response, file) => {
    const body = Buffer.concat([file, Buffer.alloc(Math.max(0, difference))]).subarray(
      0,
      file.length + difference,
    );
    response.writeHead(200, { 'content-length': body.length }).end(body);
    return true;
  };
}

const wrongBytes: Fault = (_request, response, file) => {
  response.writeHead(200, { 'content-length': file.length }).end(Buffer.alloc(file.length, 'x'));
  return true;
};

describe('artifacts', { skip: NO_TLS }, () => {
  test('arrive in the order of the plan, whatever order they are ready in, and are fetched once', async () => {
    using directory = temporaryDirectory();
    const files = { slow: sample(3000), quick: sample(2000), last: sample(1000) };
    await using there = await mirror(files);
    const quicker = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    there.server.fault = (asked, response, file) => {
      if (asked.url === '/slow') {
        void Promise.all(quicker.map(({ promise }) => promise)).then(() =>
          response.writeHead(200, { 'content-length': file.length }).end(file),
        );
        return true;
      }
      response.once('finish', quicker[asked.url === '/quick' ? 0 : 1]?.resolve ?? assert.fail);
      return false;
    };
    const requests = [
      request('slow', files.slow, there),
      request('quick', files.quick, there),
      request('last', files.last, there),
      request('quick', files.quick, there),
    ];
    const { paths, events } = await run(requests, { directory: directory.path });
    assert.deepEqual(
      paths.map((path) => readFileSync(path)),
      [files.slow, files.quick, files.last, files.quick].map(({ bytes }) => bytes),
    );
    assert.equal(there.server.requests.length, 3);
    assert.deepEqual(events[0], { type: 'fetch-plan', files: 3, bytes: 6000 });
    await run(requests, { directory: directory.path });
    assert.equal(there.server.requests.length, 3);
    assert.deepEqual(partials(directory.path), []);
  });

  test('are fetched ahead while the consumer is busy with the first', async () => {
    using directory = temporaryDirectory();
    const files = { a: sample(1000), b: sample(1000), c: sample(1000) };
    await using there = await mirror(files);
    const requests = Object.entries(files).map(([name, file]) => request(name, file, there));
    const ready: string[] = [];
    const all = Promise.withResolvers<void>();
    const prepare = ({ path }: FetchedArtifact): Promise<string> => {
      if (ready.push(path) === requests.length) all.resolve();
      return Promise.resolve(path);
    };
    const { stream, close } = start(requests, { directory: directory.path, prepare });
    assert.equal((await stream.next()).done, false);
    await all.promise;
    await stream.return(undefined);
    close();
  });

  test('are verified when they are fetched, and not when they lie there already', async () => {
    using directory = temporaryDirectory();
    const file = sample(1000);
    await using there = await mirror({ file });
    const verified: boolean[] = [];
    const prepare = ({ path, isVerified }: FetchedArtifact): Promise<string> => {
      verified.push(isVerified);
      return Promise.resolve(path);
    };
    for (const _ of ['fetched', 'found'])
      await run([request('file', file, there)], { directory: directory.path, prepare });
    assert.deepEqual(verified, [true, false]);
  });

  const FAULTS: Readonly<Record<string, readonly [(patience: Patience) => Fault, SpmErrorCode]>> = {
    'cuts the transfer': [cutOnce, 'transfer-cut'],
    stalls: [stallFor, 'transfer-stalled'],
    'sends wrong bytes': [() => wrongBytes, 'digest-mismatch'],
    'announces more bytes than there are': [() => lie(10), 'size-mismatch'],
    'announces fewer bytes than there are': [() => lie(-10), 'size-mismatch'],
    'does not have the file': [() => statusFor(404, 9), 'not-published'],
    'is out of order': [() => statusFor(503, 9), 'http-status'],
  };
  for (const [what, [fault, code]] of Object.entries(FAULTS)) {
    test(`come from the next mirror, with a warning, when one ${what}`, async () => {
      using directory = temporaryDirectory();
      const file = sample(600 * 1024);
      await using bad = await mirror({ file });
      await using good = await mirror({ file });
      const options = { directory: directory.path, patience: new Patience() };
      bad.server.fault = fault(options.patience);
      const { paths, events } = await run([request('file', file, bad, good)], options);
      assert.ok(readFileSync(paths[0]!).equals(file.bytes));
      const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.warning] : []));
      assert.deepEqual(
        warnings.map(({ code: found, subject }) => [found, subject]),
        [[`mirror-${code}`, 'file']],
      );
    });

    test(`fail by name when the only mirror ${what}`, async () => {
      using directory = temporaryDirectory();
      const file = sample(600 * 1024);
      await using bad = await mirror({ file });
      const options = { directory: directory.path, patience: new Patience() };
      bad.server.fault = fault(options.patience);
      await assert.rejects(run([request('file', file, bad)], options), withCode(code));
      assert.equal(cacheIn(directory.path).find(file), undefined);
      const continues = code === 'transfer-cut' || code === 'transfer-stalled';
      assert.deepEqual(partials(directory.path), continues ? [file.sha256] : []);
    });
  }

  test('are asked of a failed server only when the others fail too', async () => {
    using directory = temporaryDirectory();
    const files = { first: sample(1000), second: sample(1000), third: sample(1000) };
    await using bad = await mirror({ third: files.third });
    await using good = await mirror({ first: files.first, second: files.second });
    bad.server.fault = (asked, response) => {
      if (asked.url === '/third') return false;
      response.writeHead(503).end();
      return true;
    };
    const requests = Object.entries(files).map(([name, file]) => request(name, file, bad, good));
    await run(requests, { directory: directory.path, downloads: 1 });
    assert.deepEqual(bad.server.requests, ['/first', '/third']);
    assert.deepEqual(good.server.requests, ['/first', '/second', '/third']);
  });

  test('of wrong bytes decide the error when other mirrors are silent, and each mirror is named', async () => {
    using directory = temporaryDirectory();
    const file = sample(1000);
    await using wrong = await mirror({ file });
    await using silent = await mirror({});
    wrong.server.fault = wrongBytes;
    await assert.rejects(
      run([request('file', file, wrong, silent)], { directory: directory.path }),
      (error) => {
        assert.ok(error instanceof SpmError);
        assert.equal(error.code, 'digest-mismatch');
        assert.equal((error.details?.['mirrors'] as unknown[] | undefined)?.length, 2);
        return true;
      },
    );
  });

  test('are continued by the next run from where a cut left them', async () => {
    using directory = temporaryDirectory();
    const file = sample(2 * MEGABYTE);
    await using there = await mirror({ file });
    const requests = [request('file', file, there)];
    there.server.fault = cutOnce();
    await assert.rejects(run(requests, { directory: directory.path }), withCode('transfer-cut'));
    const ranges: (string | undefined)[] = [];
    there.server.fault = (asked) => {
      ranges.push(asked.headers.range);
      return false;
    };
    const { paths } = await run(requests, { directory: directory.path });
    assert.ok(readFileSync(paths[0]!).equals(file.bytes));
    assert.match(ranges[0] ?? '', /^bytes=\d{4,}-$/);
  });

  test('that are under way stop when one fails or the consumer has enough', async () => {
    using directory = temporaryDirectory();
    const files = { missing: sample(1000), stalled: sample(100_000) };
    await using there = await mirror({ stalled: files.stalled });
    there.server.fault = (asked, response, file) => asked.url === '/stalled' && stall(asked, response, file);
    const requests = [request('missing', files.missing, there), request('stalled', files.stalled, there)];
    await assert.rejects(run(requests, { directory: directory.path }), withCode('not-published'));
    const stop = new AbortController();
    there.server.fault = (...asked) => {
      setImmediate(() => stop.abort());
      return stall(...asked);
    };
    const stopped = run(requests.slice(1), { directory: directory.path, signal: stop.signal });
    await assert.rejects(stopped, withCode('interrupted'));
  });

  test('offline come from the cache and from local files; what is missing is named before anything else', async () => {
    using directory = temporaryDirectory();
    const files = { cached: sample(1000), local: sample(1000), remote: sample(1000) };
    await using there = await mirror(files);
    const cached = request('cached', files.cached, there);
    const { paths } = await run([cached], { directory: directory.path });
    const local = { ...request('local', files.cached), urls: [pathToFileURL(paths[0]!).href] };
    assert.equal((await run([cached, local], { directory: directory.path, offline: true })).paths.length, 2);
    const remote = request('remote', files.remote, there);
    await assert.rejects(run([cached, remote], { directory: directory.path, offline: true }), (error) => {
      assert.ok(error instanceof SpmError);
      assert.deepEqual([error.code, error.exit, error.subject], ['offline', 7, 'remote']);
      assert.equal((error.details?.['missing'] as unknown[] | undefined)?.length, 1);
      return true;
    });
  });

  test('that were prepared before are not fetched again, also offline', async () => {
    using directory = temporaryDirectory();
    const file = sample(1000);
    await using there = await mirror({ file });
    const options = { directory: directory.path, offline: true, prepared: () => 'as before' };
    assert.deepEqual((await run([request('file', file, there)], options)).paths, ['as before']);
    assert.equal(there.server.requests.length, 0);
  });

  test('that do not fit are refused before the first byte', async () => {
    using directory = temporaryDirectory();
    const file = sample(1000);
    await using there = await mirror({ file });
    const { bavail, bsize } = statfsSync(directory.path);
    const huge = { ...request('file', file, there), unpackedBytes: bavail * bsize };
    await assert.rejects(run([huge], { directory: directory.path }), withCode('no-space'));
    assert.equal(there.server.requests.length, 0);
    assert.equal(existsSync(join(directory.path, 'cache')), false);
  });

  test('are not taken from a server whose certificate has expired', async () => {
    using directory = temporaryDirectory();
    const file = sample(1000);
    const server = await Loopback.start({ tls: 'expired' });
    server.put('/file', file.bytes);
    const asked = { subject: 'file', sha256: file.sha256, size: file.size, urls: [server.url('/file').href] };
    await assert.rejects(run([asked], { directory: directory.path }), withCode('tls-failed'));
    await server.stop();
  });
});
