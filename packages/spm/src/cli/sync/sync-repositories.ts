import type { Call } from '@mpkg/cli';

import type { Paths, Settings } from '../../config/index.ts';
import { compileConfig } from '../../config/compile.ts';
import { withStoreLock } from '../../sync/lock.ts';
import type { SyncedAll } from '../../sync/sync-and-compile.ts';
import { syncAndCompile } from '../../sync/sync-and-compile.ts';
import { catalogueOptions } from '../catalogue.ts';
import { openTransport } from '../open-transport.ts';

export interface SyncRequest {
  readonly settings: Settings;
  readonly paths: Paths;
  /** Accept older indexes. */
  readonly override: boolean;
}

/** Syncs and compiles what is configured, one process at a time. */
export async function syncRepositories(
  call: Pick<Call, 'options' | 'report' | 'signal'>,
  { settings, paths, override }: SyncRequest,
): Promise<SyncedAll> {
  const { network } = settings;
  const transport = openTransport(network, call);
  const lock = { waitSeconds: call.options.wait ?? 0, signal: call.signal };
  try {
    await compileConfig(paths);
    return await withStoreLock(paths.repositories, lock, () =>
      syncAndCompile({
        ...catalogueOptions(settings, paths, call.report),
        transport,
        parallel: network.parallel,
        policy: { override, now: Date.now(), maxIndexBytes: network.maxIndexBytes },
      }),
    );
  } finally {
    transport.close();
  }
}
