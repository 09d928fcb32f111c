import { assertDecided } from '../plan/decisions.ts';
import { assertFresh } from '../plan/freshness.ts';
import type { Plan } from '../plan/plan.ts';
import { stateDigest } from '../state/digest.ts';
import type { RunContext } from './context.ts';
import type { HookOutcome } from './events.ts';
import { runDue } from './hooks/run-due.ts';
import { intentOf, withIntent } from './intent.ts';
import { assertGroupsKnown } from './placing/known-groups.ts';
import { assertSpace } from './space.ts';
import { transact } from './transact.ts';

export interface RunResult {
  /** Null when there was nothing to do. */
  readonly transaction: number | null;
  /** Triggers and scripts that failed; they stay due for `recover`. */
  readonly failed: readonly HookOutcome[];
}

/**
 * Carries a plan out, all of it or nothing: fetches and stages every package, then makes files and state visible in one
 * transaction, then runs what is due after it.
 * @throws SpmError `plan-stale`, `confirmation-needed`, `choice-needed`, `group-unknown`, `no-space`, `file-conflict`; whatever fetching raises; MpkgError. After
 *   any of them nothing has changed.
 */
export async function run(plan: Plan, context: RunContext): Promise<RunResult> {
  const { store } = context.state;
  assertDecided(plan);
  assertFresh(plan, { state: stateDigest(store), catalogue: context.catalogue });
  if (isEmpty(plan)) return { transaction: null, failed: [] };
  assertGroupsKnown(store.root, plan);
  assertSpace(plan, store.root);
  const transaction = store.installed().transaction + 1;
  await withIntent(store, intentOf(plan, transaction), () => transact(plan, transaction, context));
  context.emit({ type: 'committed', transaction });
  return { transaction, failed: await runDue(store, context.emit) };
}

/** Nothing changes, neither packages nor wishes nor what is undone. */
export function isEmpty({ steps, world, undoes }: Plan): boolean {
  return steps.length + world.added.length + world.removed.length + undoes.length === 0;
}
