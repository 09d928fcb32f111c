import { join } from 'node:path';

import { ArtifactCache } from '../../src/artifacts/cache.ts';
import { deliver, type DeliverOptions } from '../../src/artifacts/deliver.ts';
import type { ArtifactEvent } from '../../src/artifacts/events.ts';
import type { ArtifactRequest } from '../../src/artifacts/request.ts';
import { Transport } from '../../src/transport/transport.ts';
import { Patience } from '../transport/patience.ts';

export interface Delivery {
  readonly paths: readonly string[];
  readonly events: readonly ArtifactEvent[];
}

export type RunOptions = Partial<Omit<DeliverOptions<string>, 'cache' | 'transport'>> & {
  readonly directory: string;
  /** A PEM file. */
  readonly ca?: string | undefined;
  /** For servers that fall silent; it is restored when one is given up. */
  readonly patience?: Patience;
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
  const { directory, ca, onEvent: listener = () => undefined, offline = false, ...rest } = options;
  const { patience = new Patience() } = options;
  const onEvent = (event: ArtifactEvent): void => {
    if (event.type === 'warning') patience.restore();
    listener(event);
  };
  const transport = new Transport({
    ca,
    get timeout() {
      return patience.left;
    },
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
