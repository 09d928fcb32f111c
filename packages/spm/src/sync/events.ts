import type { TransportEvent } from '../transport/events.ts';

/** The catalogue is being compiled; sent for every batch of packages. */
export interface CompileEvent {
  readonly type: 'compile';
  /** Package versions taken in so far. */
  readonly candidates: number;
}

export type SyncEvent = TransportEvent | CompileEvent;
export type SyncEventSink = (event: SyncEvent) => void;
