import { rmSync, statSync } from 'node:fs';

import { SpmError } from '../errors.ts';
import type { EventSink } from './events.ts';
import type { Expected } from './expected.ts';
import { fileOrigin } from './file-origin.ts';
import type { Origin, Validators } from './origin.ts';
import { displayUrl } from './origin.ts';
import type { Received } from './receive.ts';
import { receivePart } from './receive-part.ts';
import { receive } from './receive.ts';
import { withRetries } from './retry.ts';

export interface TransportOptions {
  /** A PEM file of authorities trusted besides the built-in ones. */
  readonly ca?: string | undefined;
  /** Milliseconds of silence, before an answer or within one, after which an attempt fails. */
  readonly timeout: number;
  /** Further attempts at the same server. */
  readonly retries: number;
  /** Milliseconds before the first retry; doubled for each further one. */
  readonly retryDelay: number;
  /** Refuse everything but `file:`. */
  readonly offline: boolean;
  /** Warn of servers that are not authenticated by TLS. */
  readonly authWarn: boolean;
  readonly onEvent: EventSink;
  readonly signal?: AbortSignal | undefined;
}

export interface FetchRequest {
  readonly url: URL;
  /** What is fetched, for progress: a repository, a package. */
  readonly subject: string;
  /** The file to write. What an earlier, cut transfer left there is continued when `expected` is known. */
  readonly path: string;
  readonly expected?: Expected | undefined;
  /** Ask only for something else than what carried these. */
  readonly validators?: Validators | undefined;
  /** More bytes than this are refused. */
  readonly limit: number;
  /** Ends this transfer alone; the transport's own signal ends all. */
  readonly signal?: AbortSignal | undefined;
}

export interface PartRequest {
  readonly url: URL;
  readonly offset: number;
  /** Bytes; the file has that many from `offset` on. */
  readonly length: number;
  readonly signal?: AbortSignal | undefined;
}

export interface Fetched extends Received {
  readonly kind: 'fetched';
  readonly validators: Validators;
}

export type FetchResult = Fetched | { readonly kind: 'unchanged' };

/** Fetches files over https, http and `file:`; the one way in which spm reads from elsewhere. */
export class Transport {
  readonly #options: TransportOptions;
  readonly #warnedHosts = new Set<string>();
  #network: Origin | undefined;

  constructor(options: TransportOptions) {
    this.#options = options;
  }

  /**
   * Fetches one file, retrying what is transient. When it throws, `path` holds only bytes that may be continued.
   *
   * @throws SpmError of exit 6 (not what was expected, not trusted), 7 (network) or 12 (disk).
   */
  async fetch(request: FetchRequest): Promise<FetchResult> {
    const origin = await this.#originOf(request.url);
    const { retries, retryDelay: delay } = this.#options;
    const signal = this.#signalOf(request);
    return withRetries({ retries, delay, signal }, () => this.#attempt(origin, request));
  }

  /**
   * Reads a part of a file. A server that does not know ranges is read from the start, and no further than needed.
   *
   * @throws SpmError of exit 6 (not trusted) or 7 (network).
   */
  async read(request: PartRequest): Promise<Buffer> {
    const { url, offset, length } = request;
    const origin = await this.#originOf(url);
    const { retries, retryDelay: delay, timeout: stall } = this.#options;
    const signal = this.#signalOf(request);
    return withRetries({ retries, delay, signal }, async () => {
      const reply = await origin.open(url, { offset, length, signal });
      if (reply.kind === 'unchanged') throw new TypeError('an answer to a condition that was not asked');
      return receivePart(reply, { source: displayUrl(url), offset, length, stall });
    });
  }

  close(): void {
    this.#network?.close();
  }

  async #attempt(origin: Origin, request: FetchRequest): Promise<FetchResult> {
    const offset = request.expected === undefined ? 0 : resumableBytes(request.path, request.expected);
    try {
      return await this.#transfer(origin, request, offset);
    } catch (error) {
      if (!mayContinue(error, request)) rmSync(request.path, { force: true });
      if (offset > 0 && isSpoiltResumption(error)) return this.#transfer(origin, request, 0);
      throw error;
    }
  }

  async #transfer(origin: Origin, request: FetchRequest, offset: number): Promise<FetchResult> {
    const { url, subject, path, validators, expected, limit } = request;
    const reply = await origin.open(url, { offset, validators, signal: this.#signalOf(request) });
    if (reply.kind === 'unchanged') return reply;
    const received = await receive(reply, {
      source: displayUrl(url),
      path,
      expected,
      limit,
      stall: this.#options.timeout,
      onProgress: (count, total) =>
        this.#options.onEvent({ type: 'fetch', subject, url: displayUrl(url), received: count, total }),
    });
    return { kind: 'fetched', validators: reply.validators, ...received };
  }

  #signalOf({ signal }: Pick<FetchRequest, 'signal'>): AbortSignal | undefined {
    const all = this.#options.signal;
    return all === undefined || signal === undefined ? (signal ?? all) : AbortSignal.any([all, signal]);
  }

  async #originOf(url: URL): Promise<Origin> {
    if (url.protocol === 'file:') return fileOrigin;
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
      const message = `${displayUrl(url)}: only https, http and file are understood`;
      throw new SpmError('scheme-unsupported', message, { subject: displayUrl(url) });
    }
    if (this.#options.offline) {
      const message = `${displayUrl(url)} is not asked: --offline`;
      throw new SpmError('offline', message, { subject: displayUrl(url) });
    }
    if (url.protocol === 'http:' && this.#options.authWarn) this.#warnOnce(url);
    // What it needs is dear to load, and who has all files at hand never asks it.
    const { httpOrigin } = await import('./http-origin.ts');
    return (this.#network ??= httpOrigin(this.#options));
  }

  #warnOnce(url: URL): void {
    if (this.#warnedHosts.has(url.host)) return;
    this.#warnedHosts.add(url.host);
    const message =
      `NOT AUTHENTICATED: ${url.protocol}//${url.host} speaks plain http. Anybody on the way can read what is asked and ` +
      'replace what is answered. Use https, or silence this with --no-auth-warn.';
    this.#options.onEvent({
      type: 'warning',
      warning: { code: 'transport-insecure', subject: url.host, message },
    });
  }
}

/** How much of the file is there already; a file that is complete or too long is started again. */
function resumableBytes(path: string, expected: Expected): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return size < expected.size ? size : 0;
}

function mayContinue(error: unknown, request: FetchRequest): boolean {
  if (!(error instanceof SpmError) || request.expected === undefined) return false;
  return !['digest-mismatch', 'size-mismatch', 'size-limit', 'no-space'].includes(error.code);
}

/** The bytes of an earlier run do not fit what the server has, or the server no longer knows that range. */
function isSpoiltResumption(error: unknown): boolean {
  if (!(error instanceof SpmError)) return false;
  return error.code === 'digest-mismatch' || error.details?.['status'] === 416;
}
