import type { Disk } from '../tree/disk.ts';
import type { WorkspaceOptions } from '../state/workspace.ts';
import type { EventListener } from './events.ts';

/** Where and how to work. */
export interface TransactionOptions extends WorkspaceOptions {
  /** How long to wait for another transaction on the same state; 0 when absent. */
  readonly waitSeconds?: number | undefined;
  /** Wait for the disk, so that a power cut after the commit loses nothing; true when absent. */
  readonly sync?: boolean | undefined;
  /** Aborting rolls back; its reason may be the name of a signal. */
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: EventListener | undefined;
  /** Whether there is an event for each leaf. */
  readonly tellsLeaves?: boolean | undefined;
  /** Look for what was left behind everywhere it can be, not only at the top of the root or prefix. */
  readonly sweepsEverywhere?: boolean | undefined;
  /** Stands in for the system's calls in tests. */
  readonly disk?: Disk | undefined;
}
