import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';

import type { Request, Response } from 'got';

import { SpmError, systemError } from '../errors.ts';
import { httpError, statusError } from './http-errors.ts';
import type { Ask, Body, Origin, Unchanged, Validators } from './origin.ts';
import { displayUrl } from './origin.ts';

export interface HttpOptions {
  /** A PEM file of authorities trusted besides the built-in ones. */
  readonly ca?: string | undefined;
  /** Milliseconds without an answer (name, connection, handshake, first header) after which an attempt is given up. */
  readonly timeout: number;
}

const MAX_REDIRECTS = 8;

/**
 * https and http through `got`: certificates verified, redirects bounded and never from https down to http, bytes as
 * published (no content encoding). Nothing is retried here.
 */
export function httpOrigin(options: HttpOptions): Origin {
  let authorities: string[] | undefined;
  const agent = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };

  return {
    async open(url: URL, ask: Ask): Promise<Unchanged | Body> {
      const { default: got } = await import('got');
      authorities ??= options.ca === undefined ? undefined : await trustedAuthorities(options.ca);
      const stream = got.stream(url, {
        agent,
        headers: requestHeaders(ask),
        ...(authorities && { https: { certificateAuthority: authorities } }),
        ...(ask.signal && { signal: ask.signal }),
        timeout: { lookup: options.timeout, connect: options.timeout, response: options.timeout },
        retry: { limit: 0 },
        throwHttpErrors: false,
        decompress: false,
        maxRedirects: MAX_REDIRECTS,
        hooks: { beforeRedirect: [({ url: target }, from) => refuseDowngrade(from.url, target)] },
      });
      return replyOf(url, stream, await responseOf(url, stream), ask);
    },
    close() {
      agent.http.destroy();
      agent.https.destroy();
    },
  };
}

async function trustedAuthorities(path: string): Promise<string[]> {
  // Reading them takes the runtime a while.
  const { rootCertificates } = await import('node:tls');
  try {
    return [...rootCertificates, readFileSync(path, 'utf8')];
  } catch (error) {
    throw systemError(error, path);
  }
}

function requestHeaders({ offset, length, validators }: Ask): Record<string, string> {
  return {
    'user-agent': 'spm',
    'accept-encoding': 'identity',
    ...((offset > 0 || length !== undefined) && { range: `bytes=${offset}-${lastByte(offset, length)}` }),
    ...(validators?.etag !== undefined && { 'if-none-match': validators.etag }),
    ...(validators?.lastModified !== undefined && { 'if-modified-since': validators.lastModified }),
  };
}

/** Empty for the end of the file. */
function lastByte(offset: number, length: number | undefined): string {
  return length === undefined ? '' : String(offset + length - 1);
}

function refuseDowngrade(from: string, target: string | URL | undefined): void {
  if (target === undefined || !from.startsWith('https:') || new URL(target).protocol === 'https:') return;
  const message = `${displayUrl(new URL(from))} redirects to ${displayUrl(new URL(target))}, which is not https`;
  throw new SpmError('redirect-insecure', message, { subject: displayUrl(new URL(from)) });
}

function responseOf(url: URL, stream: Request): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  stream.once('response', resolve);
  stream.once('error', (error: unknown) => reject(httpError(error, url)));
  return promise;
}

function replyOf(url: URL, stream: Request, response: Response, ask: Ask): Unchanged | Body {
  const { statusCode, headers } = response;
  if (statusCode !== 200 && statusCode !== 206) {
    stream.destroy();
    if (statusCode === 304 && ask.validators !== undefined) return { kind: 'unchanged' };
    throw statusError(statusCode, url);
  }
  return {
    kind: 'body',
    offset: statusCode === 206 ? rangeStart(headers['content-range'], url) : 0,
    length: headers['content-length'] === undefined ? undefined : Number(headers['content-length']),
    validators: validatorsOf(headers),
    bytes: typedErrors(stream, url),
    abandon: () => stream.destroy(),
  };
}

function rangeStart(contentRange: string | undefined, url: URL): number {
  const start = /^bytes (\d+)-/.exec(contentRange ?? '')?.[1];
  if (start !== undefined) return Number(start);
  throw new SpmError('transfer-cut', `${displayUrl(url)}: a partial answer without its range`, {
    subject: displayUrl(url),
  });
}

function validatorsOf({ etag, 'last-modified': lastModified }: Response['headers']): Validators {
  return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
}

async function* typedErrors(stream: Request, url: URL): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw httpError(error, url);
  }
}
