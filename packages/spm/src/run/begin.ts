import type { HeldState, HoldOptions } from '../state/lock.ts';
import { holdState } from '../state/lock.ts';
import type { RunListener } from './events.ts';
import { needsRecovery, recover, type RecoverResult } from './recover.ts';

export interface BeginOptions extends HoldOptions {
  /** Wait for the disk; true when absent. */
  readonly sync?: boolean | undefined;
}

export interface BegunChange extends Disposable {
  readonly state: HeldState;
  /** What was found unfinished, and finished or taken back first. */
  readonly recovered: RecoverResult | undefined;
}

/**
 * Begins a change: takes the lock and recovers what an earlier run left unfinished, so that a plan is made from what really is.
 * @throws MpkgError `locked`; SpmError of exit 12
 */
export async function beginChange(
  root: string,
  emit: RunListener,
  options: BeginOptions = {},
): Promise<BegunChange> {
  const state = await holdState(root, options);
  try {
    const recovered = needsRecovery(state) ? await recover({ state, emit, ...options }) : undefined;
    return { state, recovered, [Symbol.dispose]: () => state[Symbol.dispose]() };
  } catch (error) {
    state[Symbol.dispose]();
    throw error;
  }
}
