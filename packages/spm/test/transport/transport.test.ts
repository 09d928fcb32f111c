import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import type { SpmErrorCode } from '../../src/errors.ts';
import type { TransportEvent } from '../../src/transport/events.ts';
import type { Expected } from '../../src/transport/expected.ts';
import type { FetchRequest, TransportOptions } from '../../src/transport/transport.ts';
import { Transport } from '../../src/transport/transport.ts';
import { CERTIFICATES, cutOnce, type Fault, Loopback, NO_TLS, statusFor } from './loopback.ts';
import { Patience, PATIENT } from './patience.ts';

const FILE = randomBytes(600 * 1024);
const EXPECTED: Expected = { size: FILE.length, sha256: createHash('sha256').update(FILE).digest('hex') };

let folder: string;
before(() => void (folder = mkdtempSync(join(tmpdir(), 'spm-transport-'))));
after(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly options?: Partial<TransportOptions>;
  readonly request?: Partial<FetchRequest>;
  /** For a server that falls silent; it is asked once. */
  readonly patience?: Patience;
}

let serial = 0;
const newPath = (): string => join(folder, `file-${serial++}`);

async function run(url: URL, { options, request, patience }: Run = {}) {
  const events: TransportEvent[] = [];
  const path = newPath();
  const settings: TransportOptions = {
    timeout: PATIENT,
    retries: 1,
    retryDelay: 1,
    offline: false,
    authWarn: true,
    ca: CERTIFICATES?.ca,
    onEvent: (event) => void events.push(event),
    ...options,
  };
  const transport = new Transport(patience === undefined ? settings : losing(patience, settings));
  try {
    const result = await transport.fetch({ url, subject: 'test', path, limit: 1 << 20, ...request });
    return { result, events, path: request?.path ?? path };
  } finally {
    transport.close();
  }
}

/** Settings whose time-out is what is left of a patience. */
function losing(patience: Patience, settings: TransportOptions): TransportOptions {
  return {
    ...settings,
    retries: 0,
    get timeout() {
      return patience.left;
    },
  };
}

async function withServer(
  settings: { tls?: 'none' | 'valid' | 'expired'; fault?: Fault },
  body: (server: Loopback) => Promise<void>,
): Promise<void> {
  const server = await Loopback.start(settings);
  server.fault = settings.fault;
  server.put('/file', FILE);
  try {
    await body(server);
  } finally {
    await server.stop();
  }
}

const fails = (code: SpmErrorCode) => ({ name: 'SpmError', code });

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
    await assert.rejects(run(pathToFileURL(folder)), fails('not-published'));
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

const ignoreRange: Fault = (request) => {
  delete request.headers.range;
  return false;
};

const answer =
  (status: number, headers: Record<string, string | number>, body = ''): Fault =>
  (_request, response) => {
    response.writeHead(status, headers).end(body);
    return true;
  };

const stall: Fault = (_request, response, file) => {
  response.writeHead(200, { 'content-length': file.length });
  response.write(file.subarray(0, 100));
  return true;
};

const wrongBytes: Fault = (_request, response, file) => {
  response.end(Buffer.alloc(file.length));
  return true;
};

const endless: Fault = (_request, response) => {
  pipeline(Readable.from(forever()), response, () => undefined);
  return true;
};

function* forever(): Generator<Buffer> {
  for (;;) yield FILE;
}

const FAULTS: readonly (readonly [string, Fault, SpmErrorCode, 'expected' | 'unknown'])[] = [
  ['404', answer(404, {}), 'not-published', 'unknown'],
  ['500 for ever', statusFor(500, 99), 'http-status', 'unknown'],
  [
    'another length than the index says',
    answer(200, { 'content-length': 5 }, 'short'),
    'size-mismatch',
    'expected',
  ],
  ['a short answer of unannounced length', chunked('short'), 'transfer-cut', 'expected'],
  ['wrong bytes', wrongBytes, 'digest-mismatch', 'expected'],
  ['an endless answer', endless, 'size-mismatch', 'expected'],
  ['an endless answer of unknown size', endless, 'size-limit', 'unknown'],
  ['a length over the limit', answer(200, { 'content-length': 1 << 30 }), 'size-limit', 'unknown'],
  ['a redirect to itself', answer(302, { location: '/file' }), 'redirect-loop', 'unknown'],
];

function chunked(text: string): Fault {
  return (_request, response) => {
    response.write(text);
    response.end();
    return true;
  };
}

describe('what goes wrong', () => {
  for (const [name, fault, code, knowledge] of FAULTS) {
    test(`${name}: ${code}`, () =>
      withServer({ fault }, async (server) => {
        const url = server.url('/file');
        const request = knowledge === 'expected' ? { expected: EXPECTED } : {};
        await assert.rejects(run(url, { request }), { ...fails(code), subject: url.href });
      }));
  }

  test('an answer that never begins: host-unreachable', () =>
    withServer({ fault: () => true }, async (server) => {
      const url = server.url('/file');
      const failure = { ...fails('host-unreachable'), subject: url.href };
      await assert.rejects(run(url, { options: { timeout: 50 } }), failure);
      assert.ok(server.requests.length <= 2);
    }));

  test('an answer that stalls: transfer-stalled', async () => {
    const patience = new Patience();
    const fault: Fault = (...asked) => {
      patience.lose();
      return stall(...asked);
    };
    await withServer({ fault }, async (server) => {
      const url = server.url('/file');
      const failure = { ...fails('transfer-stalled'), subject: url.href };
      await assert.rejects(run(url, { request: { expected: EXPECTED }, patience }), failure);
    });
  });

  test('a server that recovers is asked again, boundedly', () =>
    withServer({ fault: statusFor(503, 1) }, async (server) => {
      await run(server.url('/file'));
      assert.equal(server.requests.length, 2);
      server.fault = statusFor(503, 2);
      await assert.rejects(run(server.url('/file')), fails('http-status'));
      assert.equal(server.requests.length, 4);
    }));

  test('nobody listens', async () => {
    const server = await Loopback.start();
    const url = server.url('/file');
    await server.stop();
    await assert.rejects(run(url), fails('host-unreachable'));
  });

  test('a certificate that expired', { skip: NO_TLS }, () =>
    withServer({ tls: 'expired' }, async (server) => {
      await assert.rejects(run(server.url('/file')), fails('tls-failed'));
      assert.equal(server.requests.length, 0);
    }),
  );

  test('an authority that is not trusted', { skip: NO_TLS }, () =>
    withServer({ tls: 'valid' }, async (server) => {
      await assert.rejects(run(server.url('/file'), { options: { ca: undefined } }), fails('tls-failed'));
      assert.equal(server.requests.length, 0);
    }),
  );

  test('https that redirects to http', { skip: NO_TLS }, () =>
    withServer({}, async (plain) => {
      const location = plain.url('/file').href;
      await withServer({ tls: 'valid', fault: answer(302, { location }) }, async (secure) => {
        await assert.rejects(run(secure.url('/file')), fails('redirect-insecure'));
        assert.equal(plain.requests.length, 0);
      });
    }),
  );

  test('offline asks nobody', () =>
    withServer({}, async (server) => {
      await assert.rejects(run(server.url('/file'), { options: { offline: true } }), fails('offline'));
      assert.equal(server.requests.length, 0);
    }));

  test('an unknown scheme', () =>
    assert.rejects(run(new URL('ftp://127.0.0.1/file')), fails('scheme-unsupported')));

  test('an interruption', () =>
    withServer({}, async (server) => {
      const abort = new AbortController();
      server.fault = (...asked) => {
        setImmediate(() => abort.abort('SIGINT'));
        return stall(...asked);
      };
      const options = { signal: abort.signal };
      await assert.rejects(run(server.url('/file'), { options }), fails('interrupted'));
    }));

  test('a disk that is not there', () =>
    withServer({}, async (server) => {
      const request = { path: join(folder, 'none', 'file') };
      await assert.rejects(run(server.url('/file'), { request }), fails('file-not-found'));
    }));

  test('a password is not repeated in messages', async () => {
    const server = await Loopback.start();
    const url = new URL(server.base.replace('//', '//user:secret@'));
    await assert.rejects(run(url), (error: Error) => !error.message.includes('secret'));
    await server.stop();
  });
});
