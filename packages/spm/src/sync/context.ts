import type { HeadPlace, RepositoryKind } from '../repos/kind.ts';
import type { Repository } from '../repos/repository.ts';
import type { EventSink } from '../transport/events.ts';
import type { Mirrors } from '../transport/mirrors.ts';
import type { FetchRequest, FetchResult } from '../transport/transport.ts';
import type { RepositoryStore } from './store.ts';

/** What every step of syncing one repository works with. */
export interface SyncContext {
  readonly repository: Repository;
  readonly kind: RepositoryKind;
  readonly store: RepositoryStore;
  readonly mirrors: Mirrors;
  readonly fetch: (request: Omit<FetchRequest, 'subject'>) => Promise<FetchResult>;
  readonly policy: SyncPolicy;
  readonly onEvent: EventSink;
}

export interface SyncPolicy {
  /** Accept a head that is older than the one at hand. */
  readonly override: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The longest index file, bytes. */
  readonly maxIndexBytes: number;
}

/** Where a path of a repository lies below a mirror; `''` is the mirror's URL itself. */
export function locate(mirror: URL, path: string): URL {
  if (path === '') return mirror;
  const folder = new URL(mirror);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return new URL(path, folder);
}

/** The name of a head's unfinished file. */
export function partialKey(place: HeadPlace): string {
  return `head-${encodeURIComponent(place.id)}`;
}
