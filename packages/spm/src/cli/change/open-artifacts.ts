import { availableParallelism } from 'node:os';

import type { Call } from '@mpkg/cli';

import { ArtifactCache } from '../../artifacts/cache.ts';
import { cacheDirectory } from '../../artifacts/layout.ts';
import type { Settings } from '../../config/index.ts';
import { CachedArtifacts } from '../../run/cached-artifacts.ts';
import type { Transport } from '../../transport/transport.ts';
import { openTransport } from '../open-transport.ts';
import { rootOf } from '../surroundings.ts';
import { downloadProgress } from './download-progress.ts';

/** Conversions compete with staging for the processor and with each other for memory. */
const MOST_PREPARATIONS = 4;

export interface OpenArtifacts extends Disposable {
  readonly artifacts: CachedArtifacts;
  readonly transport: Transport;
}

export function cacheOf(call: Pick<Call, 'options' | 'cwd'>): ArtifactCache {
  return new ArtifactCache(cacheDirectory(rootOf(call)));
}

/** Where a call's packages come from: the root's own cache, and the network as it is configured. */
export function openArtifacts(call: Call, { network }: Pick<Settings, 'network'>): OpenArtifacts {
  const onEvent = downloadProgress(call.report);
  const transport = openTransport(network, call, onEvent);
  const artifacts = new CachedArtifacts({
    cache: cacheOf(call),
    transport,
    offline: network.offline,
    downloads: network.parallel,
    preparations: Math.min(availableParallelism(), MOST_PREPARATIONS),
    onEvent,
  });
  return { artifacts, transport, [Symbol.dispose]: () => transport.close() };
}
