import type { Call, Outcome } from '@mpkg/cli';

import type { Action, Step } from '../../package/step.ts';
import type { Plan } from '../../plan/plan.ts';
import type { RunResult } from '../../run/run.ts';
import type { StateStore } from '../../state/store.ts';
import { advise } from './advice.ts';
import { hookWarning } from './hook-warning.ts';

const HOOK_FAILED = 14;

export interface Ran {
  readonly plan: Plan;
  readonly result: RunResult;
  /** Maintainer scripts were run. */
  readonly runScripts: boolean;
}

/** What a run changed, as its command hands it back. Says also what a person may want to do next. */
export function outcomeOf(
  { report }: Pick<Call, 'report'>,
  store: StateStore,
  { plan, result, runScripts }: Ran,
): Outcome {
  const { transaction, failed } = result;
  if (transaction === null) report.note('nothing to do');
  else for (const line of advise(store, transaction, runScripts)) report.note(line);
  for (const hook of failed) report.warn(hookWarning(hook));
  return {
    result: {
      transaction,
      changes: plan.steps.map(changeOf),
      world: plan.world,
      totals: plan.totals,
      failed,
    },
    lines: plan.steps.map(doneLine),
    ...(transaction !== null && { transaction }),
    exit: failed.length === 0 ? 0 : HOOK_FAILED,
  };
}

/** A step in short, for JSON. */
export function changeOf({ id, action, before, after, reason }: Step): object {
  return { id, action, from: before?.version ?? null, to: after?.version ?? null, reason };
}

const DONE: Readonly<Record<Action, string>> = {
  install: 'installed',
  upgrade: 'upgraded',
  downgrade: 'downgraded',
  reinstall: 'reinstalled',
  remove: 'removed',
};

/** `upgraded a 1.0.0 -> 1.1.0`. */
export function doneLine({ id, action, before, after }: Step): string {
  const versions = [before?.version, after?.version].filter((version) => version !== undefined);
  return `${DONE[action]} ${id} ${[...new Set(versions)].join(' -> ')}`;
}
