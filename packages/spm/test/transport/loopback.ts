import { createHash } from 'node:crypto';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { makeCertificates } from './certificates.ts';

/** Answers instead of the file; returns false to let the file be served after all. */
export type Fault = (request: IncomingMessage, response: ServerResponse, file: Buffer) => boolean;

export const CERTIFICATES = makeCertificates();
export const NO_TLS = CERTIFICATES === undefined && 'openssl is missing';

export interface LoopbackOptions {
  readonly tls?: 'none' | 'valid' | 'expired';
  /** What tells one version of a file from another; a tag when absent. */
  readonly validator?: 'tag' | 'date' | 'none';
}

/** A server of files in memory on 127.0.0.1 that counts requests, knows conditions and ranges, and misbehaves on demand. */
export class Loopback {
  readonly files = new Map<string, Buffer>();
  readonly requests: string[] = [];
  fault: Fault | undefined;
  readonly #server: Server;
  readonly #options: LoopbackOptions;

  private constructor(options: LoopbackOptions) {
    this.#options = options;
    const listener: RequestListener = (request, response) => this.#answer(request, response);
    this.#server = secureOrPlain(options.tls ?? 'none', listener);
  }

  static async start(options: LoopbackOptions = {}): Promise<Loopback> {
    const loopback = new Loopback(options);
    const { promise, resolve } = Promise.withResolvers<void>();
    loopback.#server.listen(0, '127.0.0.1', resolve);
    await promise;
    return loopback;
  }

  get base(): string {
    const scheme = (this.#options.tls ?? 'none') === 'none' ? 'http' : 'https';
    return `${scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  url(path: string): URL {
    return new URL(path, this.base);
  }

  put(path: string, content: string | Buffer): void {
    this.files.set(path, Buffer.from(content));
  }

  async stop(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    this.#server.closeAllConnections();
    await promise;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    this.requests.push(path);
    const file = this.files.get(path);
    if (this.fault?.(request, response, file ?? Buffer.alloc(0)) === true) return;
    if (file === undefined) return void response.writeHead(404).end('no such file');
    if (isUnchanged(request, response, validatorOf(file, this.#options)))
      return void response.writeHead(304).end();
    serveRange(request, response, file);
  }
}

function secureOrPlain(tls: 'none' | 'valid' | 'expired', listener: RequestListener): Server {
  if (tls === 'none') return createServer(listener);
  if (CERTIFICATES === undefined) throw new Error('a test that needs TLS must be skipped without openssl');
  return createSecureServer({ key: CERTIFICATES.key, cert: CERTIFICATES[tls] }, listener);
}

interface Validator {
  readonly header: string;
  readonly condition: string;
  readonly value: string;
}

function validatorOf(file: Buffer, { validator = 'tag' }: LoopbackOptions): Validator | undefined {
  const digest = createHash('sha256').update(file).digest();
  if (validator === 'none') return undefined;
  if (validator === 'tag') {
    return { header: 'etag', condition: 'if-none-match', value: `"${digest.toString('hex').slice(0, 16)}"` };
  }
  const value = new Date(digest.readUInt32BE() * 1000).toUTCString();
  return { header: 'last-modified', condition: 'if-modified-since', value };
}

function isUnchanged(
  { headers }: IncomingMessage,
  response: ServerResponse,
  validator: Validator | undefined,
): boolean {
  if (validator === undefined) return false;
  response.setHeader(validator.header, validator.value);
  return headers[validator.condition] === validator.value;
}

function serveRange(request: IncomingMessage, response: ServerResponse, file: Buffer): void {
  const [, first = '0', last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(first);
  const end = last === undefined || last === '' ? file.length : Math.min(Number(last) + 1, file.length);
  if (start === 0 && end === file.length)
    return void response.writeHead(200, { 'content-length': file.length }).end(file);
  if (start >= file.length) return void response.writeHead(416).end();
  response.writeHead(206, {
    'content-length': end - start,
    'content-range': `bytes ${start}-${end - 1}/${file.length}`,
  });
  response.end(file.subarray(start, end));
}

/** Sends the first half of what is asked for, then closes the connection. */
export const cut: Fault = (_request, response, file) => {
  response.writeHead(200, { 'content-length': file.length });
  response.write(file.subarray(0, file.length / 2), () => response.socket?.end());
  return true;
};

/** Cuts the first transfer; from the second request on it behaves. */
export function cutOnce(): Fault {
  let done = false;
  return (request, response, file) => {
    if (done) return false;
    done = true;
    return cut(request, response, file);
  };
}

/** Fails with a status for the first `times` requests. */
export function statusFor(status: number, times: number): Fault {
  let left = times;
  return (_request, response) => {
    if (left-- <= 0) return false;
    response.writeHead(status).end();
    return true;
  };
}
