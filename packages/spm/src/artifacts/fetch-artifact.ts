import { statSync } from 'node:fs';

import { SpmError } from '../errors.ts';
import { displayUrl } from '../transport/origin.ts';
import type { Transport } from '../transport/transport.ts';
import type { ArtifactCache } from './cache.ts';
import type { ArtifactEventSink } from './events.ts';
import type { MirrorRanking } from './mirror-ranking.ts';
import { allMirrorsFailed, isMirrorFailure, type MirrorFailure } from './mirrors.ts';
import { claimPartial, releasePartial } from './partials.ts';
import type { ArtifactRequest } from './request.ts';

export interface FetchContext {
  readonly cache: ArtifactCache;
  readonly transport: Transport;
  readonly ranking: MirrorRanking;
  readonly onEvent: ArtifactEventSink;
  readonly signal: AbortSignal;
}

/** An artifact in the cache. */
export interface FetchedArtifact {
  readonly path: string;
  /** It was fetched now, so its content is what the digest says; of what was there already only the size is known. */
  readonly isVerified: boolean;
}

/**
 * An artifact in the cache: found there, or fetched from the first mirror that has the right bytes. What arrived
 * before a failure is kept, and continued by the next mirror or the next run.
 *
 * @throws SpmError of exit 6 or 7 when every mirror failed, with each failure in `details.mirrors`; of exit 12; `interrupted`.
 */
export async function fetchArtifact(
  request: ArtifactRequest,
  context: FetchContext,
): Promise<FetchedArtifact> {
  const { cache, onEvent } = context;
  const { subject, size } = request;
  const known = cache.find(request);
  const path = known ?? (await fetchFromMirrors(request, context));
  onEvent({ type: 'fetched', subject, from: known === undefined ? 'mirror' : 'cache', size });
  return { path, isVerified: known === undefined };
}

async function fetchFromMirrors(request: ArtifactRequest, context: FetchContext): Promise<string> {
  const { cache, ranking } = context;
  const partial = claimPartial(cache.layout, request.sha256);
  const failures: MirrorFailure[] = [];
  try {
    for (const url of ranking.order(request.urls)) {
      try {
        await fetchFrom(url, request, { ...context, partial });
        return cache.adopt(partial, request.sha256);
      } catch (error) {
        if (!isMirrorFailure(error)) throw error;
        ranking.failed(url, error);
        failures.push({ url: displayUrl(url), error });
        if (failures.length < request.urls.length) warn(request, error, context);
      }
    }
  } finally {
    releasePartial(cache.layout, request.sha256, partial);
  }
  throw allMirrorsFailed(request.subject, failures);
}

interface MirrorContext extends FetchContext {
  /** The file to write. */
  readonly partial: string;
}

async function fetchFrom(url: URL, request: ArtifactRequest, context: MirrorContext): Promise<void> {
  const { sha256, size, subject } = request;
  const { partial: path, transport, signal } = context;
  await transport.fetch({ url, subject, path, expected: { sha256, size }, limit: size, signal });
  // Bytes were hashed as they came: another writer of the same file, on a machine that we cannot see, shows in its length.
  const written = statSync(path, { throwIfNoEntry: false })?.size;
  if (written === size) return;
  throw new SpmError('transfer-cut', `${displayUrl(url)}: the file has ${written ?? 0} of ${size} bytes`, {
    subject,
  });
}

function warn({ subject }: ArtifactRequest, error: SpmError, { onEvent }: FetchContext): void {
  const message = `${error.message}; trying the next mirror`;
  onEvent({ type: 'warning', warning: { code: `mirror-${error.code}`, subject, message } });
}
