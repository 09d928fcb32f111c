import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { temporaryDirectory } from '@mpkg/testkit';

import { Transport } from '../../src/transport/transport.ts';
import { cutOnce, Loopback, statusFor, type Fault } from './loopback.ts';
import { PATIENT } from './patience.ts';

const FILE = randomBytes(300 * 1024);

async function read(url: URL, offset: number, length: number, retries = 0): Promise<Buffer> {
  const transport = new Transport({
    timeout: PATIENT,
    retries,
    retryDelay: 1,
    offline: false,
    authWarn: false,
    onEvent: () => undefined,
  });
  try {
    return await transport.read({ url, offset, length });
  } finally {
    transport.close();
  }
}

async function withServer(fault: Fault | undefined, body: (url: URL) => Promise<void>): Promise<void> {
  await using server = await Loopback.start();
  server.put('/file', FILE);
  server.fault = fault;
  await body(server.url('/file'));
}

const withoutRanges: Fault = (_request, response, file) => {
  response.writeHead(200, { 'content-length': file.length }).end(file);
  return true;
};

const PARTS = [
  [0, 1],
  [0, FILE.length],
  [7, 100_000],
  [FILE.length - 1, 1],
] as const;

describe('a part of a file', () => {
  for (const [offset, length] of PARTS) {
    const expected = FILE.subarray(offset, offset + length);
    it(`${length} bytes from ${offset}: by range, without ranges, from the disk`, async () => {
      await withServer(undefined, async (url) =>
        assert.ok((await read(url, offset, length)).equals(expected)),
      );
      await withServer(withoutRanges, async (url) =>
        assert.ok((await read(url, offset, length)).equals(expected)),
      );
      using directory = temporaryDirectory();
      const file = join(directory.path, 'file');
      writeFileSync(file, FILE);
      assert.ok((await read(pathToFileURL(file), offset, length)).equals(expected));
    });
  }

  it('is asked for again after a failure that may pass, and refused after others', async () => {
    await withServer(cutOnce(), async (url) => {
      await assert.rejects(read(url, 0, FILE.length), { code: 'transfer-cut' });
    });
    await withServer(cutOnce(), async (url) => assert.ok((await read(url, 0, FILE.length, 1)).equals(FILE)));
    await withServer(statusFor(404, 9), async (url) => {
      await assert.rejects(read(url, 0, 1, 1), { code: 'not-published' });
    });
  });

  it('that the file does not have is a cut transfer', async () => {
    await withServer(withoutRanges, async (url) => {
      await assert.rejects(read(url, 0, FILE.length + 1), { code: 'transfer-cut' });
    });
  });
});
