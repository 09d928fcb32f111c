import type { Call } from '@mpkg/cli';

import type { Paths, Settings } from '../config/index.ts';
import { compileConfig } from '../config/index.ts';
import { resolveRepositories } from '../repos/resolve.ts';
import { withStoreLock } from '../sync/lock.ts';
import type { RepositorySync } from '../sync/sync.ts';
import { syncAll } from '../sync/sync.ts';
import { openTransport, transferEvents } from './transfers.ts';

export interface SyncRequest {
  readonly settings: Settings;
  readonly paths: Paths;
  /** Accept older indexes. */
  readonly override: boolean;
}

/** Syncs all configured repositories, one process at a time. */
export async function syncRepositories(
  call: Call,
  { settings, paths, override }: SyncRequest,
): Promise<RepositorySync[]> {
  const { network } = settings;
  const transport = openTransport(network, call);
  const lock = { waitSeconds: call.options.wait ?? 0, signal: call.signal };
  try {
    await compileConfig(paths);
    return await withStoreLock(paths.repositories, lock, () =>
      syncAll(resolveRepositories(settings), {
        storeFolder: paths.repositories,
        transport,
        parallel: network.parallel,
        policy: { override, now: Date.now(), maxIndexBytes: network.maxIndexBytes },
        onEvent: transferEvents(call.report),
      }),
    );
  } finally {
    transport.close();
  }
}
