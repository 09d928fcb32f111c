import type { Warning } from '../errors.ts';

/** One step of a transfer; the last one has `received === total`. Sent every `PROGRESS_STEP` bytes at most. */
export interface FetchEvent {
  readonly type: 'fetch';
  /** What is fetched, in the caller's words: a repository, a package. */
  readonly subject: string;
  readonly url: string;
  /** Bytes at hand, those of an earlier run included. */
  readonly received: number;
  /** Bytes of the whole file, when known. */
  readonly total: number | undefined;
}

export interface WarningEvent {
  readonly type: 'warning';
  readonly warning: Warning;
}

export type TransportEvent = FetchEvent | WarningEvent;
export type EventSink = (event: TransportEvent) => void;

export const PROGRESS_STEP = 256 * 1024;
