import assert from 'node:assert/strict';
import { pipeline, Readable } from 'node:stream';
import { describe, test } from 'node:test';

import type { SpmErrorCode } from '../../src/errors.ts';
import { EXPECTED, fails, fetchIntoFolder, FILE, newPath, run, withServer } from './fetching.ts';
import { type Fault, Loopback, NO_TLS, statusFor } from './loopback.ts';
import { Patience } from './patience.ts';

fetchIntoFolder();

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
      const request = { path: `${newPath()}/none/file` };
      await assert.rejects(run(server.url('/file'), { request }), fails('file-not-found'));
    }));

  test('a password is not repeated in messages', async () => {
    const server = await Loopback.start();
    const url = new URL(server.base.replace('//', '//user:secret@'));
    await assert.rejects(run(url), (error: Error) => !error.message.includes('secret'));
    await server.stop();
  });
});
