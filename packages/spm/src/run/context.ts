import type { Disk } from '@mpkg/mpkg';

import type { HeldState } from '../state/lock.ts';
import type { Artifacts } from './artifacts.ts';
import type { RunListener } from './events.ts';

/** What a run works with. */
export interface RunContext {
  readonly state: HeldState;
  readonly artifacts: Artifacts;
  /** The identity of the compiled catalogue; null when there is none. */
  readonly catalogue: string | null;
  readonly now: () => Date;
  readonly emit: RunListener;
  /** Run the maintainer scripts that packages bring. */
  readonly runScripts: boolean;
  /** Wait for the disk, so that a power cut after the end loses nothing; true when absent. */
  readonly sync?: boolean | undefined;
  readonly waitSeconds?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Stands in for the system's calls in tests. */
  readonly disk?: Disk | undefined;
}
