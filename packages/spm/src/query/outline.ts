import type { Action } from '../package/step.ts';
import type { Decision, Plan, Totals } from '../plan/plan.ts';
import { planReasonText } from './plan-reason.ts';

/** One package of a plan, as a person reads it. */
export interface OutlineStep {
  readonly id: string;
  readonly action: Action;
  /** The version that goes. */
  readonly from: string | undefined;
  /** The version that comes. */
  readonly to: string | undefined;
  /** Where what comes was found. */
  readonly repository: string | undefined;
  /** In words. */
  readonly reason: string;
}

/** What a person reads of a plan. */
export interface Outline {
  readonly steps: readonly OutlineStep[];
  readonly totals: Totals;
  readonly decisions: readonly Decision[];
}

export function outlineOfPlan({ steps, totals, decisions }: Plan): Outline {
  return {
    steps: steps.map(({ id, action, before, after, reason }) => ({
      id,
      action,
      from: before?.version,
      to: after?.version,
      repository: after?.repository,
      reason: planReasonText(reason),
    })),
    totals,
    decisions,
  };
}
