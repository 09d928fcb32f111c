import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';

import type { SpmErrorCode } from '../../src/errors.ts';
import type { TransportEvent } from '../../src/transport/events.ts';
import type { Expected } from '../../src/transport/expected.ts';
import type { FetchRequest, TransportOptions } from '../../src/transport/transport.ts';
import { Transport } from '../../src/transport/transport.ts';
import { CERTIFICATES, type Fault, Loopback } from './loopback.ts';
import { type Patience, PATIENT } from './patience.ts';

export const FILE = randomBytes(600 * 1024);
export const EXPECTED: Expected = {
  size: FILE.length,
  sha256: createHash('sha256').update(FILE).digest('hex'),
};

let folder: string | undefined;

/** Gives the tests of a file a folder for what they fetch; files that are run in one go share it. */
export function fetchIntoFolder(): void {
  before(() => void (folder ??= mkdtempSync(join(tmpdir(), 'spm-transport-'))));
  after(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true });
    folder = undefined;
  });
}

interface Run {
  readonly options?: Partial<TransportOptions>;
  readonly request?: Partial<FetchRequest>;
  /** For a server that falls silent; it is asked once. */
  readonly patience?: Patience;
}

let serial = 0;
export function newPath(): string {
  assert.ok(folder !== undefined, 'fetchIntoFolder comes first');
  return join(folder, `file-${serial++}`);
}

export async function run(url: URL, { options, request, patience }: Run = {}) {
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

export async function withServer(
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

export const fails = (code: SpmErrorCode) => ({ name: 'SpmError', code });
