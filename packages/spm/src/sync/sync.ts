import { SpmError } from '../errors.ts';
import { kindOf } from '../repos/kinds.ts';
import type { Repository } from '../repos/repository.ts';
import type { EventSink } from '../transport/events.ts';
import { Limiter } from '../transport/limiter.ts';
import { Mirrors } from '../transport/mirrors.ts';
import type { Transport } from '../transport/transport.ts';
import type { SyncContext, SyncPolicy } from './context.ts';
import { RepositoryStore } from './store.ts';
import { settled } from './settle.ts';
import { syncRepository } from './sync-repository.ts';

export interface SyncOptions {
  /** `<root>/var/lib/spm/repos`. */
  readonly storeFolder: string;
  readonly transport: Transport;
  /** Transfers at a time. */
  readonly parallel: number;
  readonly policy: SyncPolicy;
  readonly onEvent: EventSink;
}

/** How it went with one repository. */
export type RepositorySync =
  | {
      readonly repository: string;
      readonly outcome: 'updated' | 'unchanged';
      readonly mirrors: readonly string[];
      /** Bytes that came over. */
      readonly bytes: number;
    }
  /** Offline: what was synced before is still used. */
  | { readonly repository: string; readonly outcome: 'skipped' }
  | { readonly repository: string; readonly outcome: 'failed'; readonly error: SpmError };

/** Syncs all repositories at once, in the order given; one that fails stops no other. */
export async function syncAll(
  repositories: readonly Repository[],
  options: SyncOptions,
): Promise<RepositorySync[]> {
  const limiter = new Limiter(options.parallel);
  return settled(repositories.map((repository) => syncOne(contextOf(repository, options, limiter))));
}

function contextOf(repository: Repository, options: SyncOptions, limiter: Limiter): SyncContext {
  const { storeFolder, transport, policy, onEvent } = options;
  return {
    repository,
    kind: kindOf(repository.kind),
    store: new RepositoryStore(storeFolder, repository.name),
    mirrors: new Mirrors(repository.urls, repository.name, onEvent),
    fetch: (request) => limiter.run(() => transport.fetch({ ...request, subject: repository.name })),
    policy,
    onEvent,
  };
}

async function syncOne(context: SyncContext): Promise<RepositorySync> {
  const repository = context.repository.name;
  try {
    const { changed, mirrors, transferred } = await syncRepository(context);
    return { repository, outcome: changed ? 'updated' : 'unchanged', mirrors, bytes: transferred };
  } catch (error) {
    if (!(error instanceof SpmError) || error.code === 'interrupted') throw error;
    if (error.code !== 'offline' || !isSynced(context)) return { repository, outcome: 'failed', error };
    return { repository, outcome: 'skipped' };
  }
}

function isSynced({ store }: SyncContext): boolean {
  return store.readState().heads.length > 0;
}
