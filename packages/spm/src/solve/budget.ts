import type { Sat } from './sat/sat.ts';

/** How much work an answer may cost. Counted, not timed: the same question always gets the same answer. */
export interface Budget {
  /** Conflicts met. Default 10,000. */
  readonly conflicts?: number;
  /** Literals assigned. Default 100 million. */
  readonly steps?: number;
  /** Asked every few hundred decisions; true ends the search, as a deadline or an interrupt would. */
  readonly shouldStop?: () => boolean;
}

/** What was spent of a budget. */
export interface Effort {
  readonly conflicts: number;
  readonly steps: number;
}

const DEFAULT_CONFLICTS = 10_000;
const DEFAULT_STEPS = 100_000_000;
const STOP_INTERVAL = 256;

/** The same budget divided by a number. */
export function portion(budget: Budget, parts: number): Budget {
  const { conflicts = DEFAULT_CONFLICTS, steps = DEFAULT_STEPS } = budget;
  return { ...budget, conflicts: Math.ceil(conflicts / parts), steps: Math.ceil(steps / parts) };
}

/** A predicate for the search: whether the budget, counted from now on, is spent. */
export function meter(sat: Sat, budget: Budget): () => boolean {
  const conflictLimit = sat.conflicts + (budget.conflicts ?? DEFAULT_CONFLICTS);
  const stepLimit = sat.steps + (budget.steps ?? DEFAULT_STEPS);
  const { shouldStop } = budget;
  let untilAsked = STOP_INTERVAL;
  return () => {
    if (sat.conflicts >= conflictLimit || sat.steps >= stepLimit) return true;
    if (shouldStop === undefined || --untilAsked > 0) return false;
    untilAsked = STOP_INTERVAL;
    return shouldStop();
  };
}
