import { SpmError } from '../errors.ts';
import type { Transport } from '../transport/transport.ts';
import type { ArtifactCache } from './cache.ts';
import type { ArtifactEventSink } from './events.ts';
import { fetchArtifact, type FetchContext, type FetchedArtifact } from './fetch-artifact.ts';
import { MirrorRanking } from './mirror-ranking.ts';
import { requireLocal } from './offline.ts';
import type { ArtifactRequest } from './request.ts';
import { Slots } from './slots.ts';
import { bytesNeeded, checkSpace } from './space.ts';

export interface DeliverOptions<T, R extends ArtifactRequest = ArtifactRequest> {
  readonly cache: ArtifactCache;
  readonly transport: Transport;
  readonly offline: boolean;
  /** Files fetched at once. */
  readonly downloads: number;
  /** Files prepared at once, beside the downloads. */
  readonly preparations: number;
  /** What `prepare` made of the file before, if that is still there: the file is not needed then. */
  readonly prepared?: (request: R) => T | undefined;
  /** What is done to each fetched file before it is delivered, such as its conversion. */
  readonly prepare: (fetched: FetchedArtifact, request: R) => Promise<T>;
  readonly onEvent: ArtifactEventSink;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Fetches and prepares what a plan needs, in parallel, and yields the results in the order of the requests, each as soon as it
 * and those before it are ready: the next ones are fetched while the consumer works on the last. When it ends early, by an
 * error or by its consumer, what is under way is stopped first.
 *
 * @throws SpmError before anything is written: `offline`, `no-space`; later: what `fetchArtifact` and `prepare` throw.
 */
export async function* deliver<T, R extends ArtifactRequest>(
  requests: readonly R[],
  options: DeliverOptions<T, R>,
): AsyncGenerator<T, void, undefined> {
  const { cache, transport, onEvent } = options;
  const known = requests.map((request) => options.prepared?.(request));
  checkBefore(
    requests.filter((_, position) => known[position] === undefined),
    options,
  );
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  const results = start(requests, known, options, {
    cache,
    transport,
    ranking: new MirrorRanking(),
    onEvent,
    signal,
  });
  try {
    for (const result of results) yield await result;
  } finally {
    stop.abort();
    await Promise.allSettled(results);
  }
}

function checkBefore(
  wanted: readonly ArtifactRequest[],
  { cache, offline, onEvent }: Pick<DeliverOptions<unknown>, 'cache' | 'offline' | 'onEvent'>,
): void {
  const files = new Map(wanted.map((request) => [request.sha256, request]));
  const missing = [...files.values()].filter((request) => cache.find(request) === undefined);
  if (offline) requireLocal(missing);
  checkSpace(cache.directory, bytesNeeded(missing, wanted));
  const bytes = missing.reduce((sum, { size }) => sum + size, 0);
  onEvent({ type: 'fetch-plan', files: missing.length, bytes });
}

/** Starts everything at once; what may run at the same time is bounded by slots, given out in the order of the requests. */
function start<T, R extends ArtifactRequest>(
  requests: readonly R[],
  known: readonly (T | undefined)[],
  { downloads, preparations, prepare }: DeliverOptions<T, R>,
  context: FetchContext,
): readonly Promise<T>[] {
  const fetchOnce = fetchingOnce(new Slots(downloads), context);
  const preparing = new Slots(preparations);
  return requests.map((request, position) => {
    const ready = known[position];
    const result = ready === undefined ? prepared(request) : Promise.resolve(ready);
    // It is awaited in its turn; until then a failure must not count as unhandled.
    result.catch(() => undefined);
    return result;
  });

  async function prepared(request: R): Promise<T> {
    const fetched = await fetchOnce(request);
    return preparing.run(() => {
      requireRunning(context.signal);
      return prepare(fetched, request);
    });
  }
}

/** Fetches an artifact that several requests share only once. */
function fetchingOnce(
  slots: Slots,
  context: FetchContext,
): (request: ArtifactRequest) => Promise<FetchedArtifact> {
  const known = new Map<string, Promise<FetchedArtifact>>();
  return (request) => {
    let fetched = known.get(request.sha256);
    if (fetched === undefined) {
      fetched = slots.run(() => {
        requireRunning(context.signal);
        return fetchArtifact(request, context);
      });
      known.set(request.sha256, fetched);
    }
    return fetched;
  };
}

function requireRunning(signal: AbortSignal): void {
  if (signal.aborted) throw new SpmError('interrupted', 'interrupted while packages were fetched');
}
