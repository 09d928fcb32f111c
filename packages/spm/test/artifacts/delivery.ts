import { join } from 'node:path';

import { ArtifactCache } from '../../src/artifacts/cache.ts';
import { deliver, type DeliverOptions } from '../../src/artifacts/deliver.ts';
import type { ArtifactEvent } from '../../src/artifacts/events.ts';
import type { ArtifactRequest } from '../../src/artifacts/request.ts';
import { Transport } from '../../src/transport/transport.ts';

/** Long enough for a busy machine, short enough for a test that waits for it. */
const STALL_MS = 1500;

export interface Delivery {
  readonly paths: readonly string[];
  readonly events: readonly ArtifactEvent[];
}

export type RunOptions = Partial<Omit<DeliverOptions<string>, 'cache' | 'transport'>> & {
  readonly directory: string;
  /** A PEM file. */
  readonly ca?: string | undefined;
};

/** Delivers everything without any preparation. */
export async function run(requests: readonly ArtifactRequest[], options: RunOptions): Promise<Delivery> {
  const { directory, ...rest } = options;
  const events: ArtifactEvent[] = [];
  const paths: string[] = [];
  const { stream, close } = start(requests, { ...rest, directory, onEvent: (event) => events.push(event) });
  try {
    for await (const path of stream) paths.push(path);
  } finally {
    close();
  }
  return { paths, events };
}

export interface Started {
  readonly stream: AsyncGenerator<string>;
  readonly close: () => void;
}

export function start(requests: readonly ArtifactRequest[], options: RunOptions): Started {
  const { directory, ca, onEvent = () => undefined, offline = false, ...rest } = options;
  const transport = new Transport({
    ca,
    timeout: STALL_MS,
    retries: 0,
    retryDelay: 1,
    offline,
    authWarn: true,
    onEvent,
  });
  const stream = deliver(requests, {
    cache: cacheIn(directory),
    transport,
    offline,
    downloads: 4,
    preparations: 2,
    prepare: ({ path }) => Promise.resolve(path),
    onEvent,
    ...rest,
  });
  return { stream, close: () => transport.close() };
}

export function cacheIn(directory: string): ArtifactCache {
  return new ArtifactCache(join(directory, 'cache'));
}
