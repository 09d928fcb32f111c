import type { TransportEvent } from '../transport/events.ts';

/** Before anything is fetched: what there is to do. */
export interface FetchPlanEvent {
  readonly type: 'fetch-plan';
  /** Files that are not in the cache, and their bytes; a resumed one counts in full. */
  readonly files: number;
  readonly bytes: number;
}

/** One artifact is complete and its digest is right. */
export interface FetchedEvent {
  readonly type: 'fetched';
  readonly subject: string;
  readonly from: 'cache' | 'mirror';
  /** Bytes. */
  readonly size: number;
}

export type ArtifactEvent = TransportEvent | FetchPlanEvent | FetchedEvent;
export type ArtifactEventSink = (event: ArtifactEvent) => void;
