import type { Effort } from '../budget.ts';
import type { Fact } from '../encode/facts.ts';
import type { Goal } from '../goals.ts';
import type { Candidate } from '../universe.ts';

/** Goals that cannot hold together, and the facts that make them clash: leave out any single one, and they no longer do. */
export interface Clash {
  readonly goals: readonly Goal[];
  /** Requirements and conflicts, each after those that make it matter. */
  readonly facts: readonly Fact[];
  /** False when the budget ended before the last needless member was left out. */
  readonly minimal: boolean;
}

/** A change to the request. */
export type Edit =
  /** Leave out an `install`, `remove`, `keep` or `pick`; lift a `hold`, `pin`, `blacklist` or `profile` entry; allow a removal (`stay`). */
  | { readonly kind: 'drop'; readonly goal: Goal }
  /** Ask for this candidate instead of what the goal names. */
  | { readonly kind: 'instead'; readonly goal: Goal; readonly candidate: Candidate };

/** Edits with which the request was solved again, successfully, and what that solution does. */
export interface Fix {
  readonly edits: readonly Edit[];
  readonly installs: number;
  readonly removals: readonly Candidate[];
  readonly otherChanges: number;
}

/** Why a request has no solution, and what would give it one. */
export interface Explanation {
  readonly kind: 'unsatisfiable';
  readonly clashes: readonly Clash[];
  readonly fixes: readonly Fix[];
  readonly effort: Effort;
}
