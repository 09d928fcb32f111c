import type { Target } from './request.ts';
import type { Candidate } from './universe.ts';

/** A wish of the user in terms of candidates; each can be dropped on its own, which is what explanations and fixes do. */
export type Goal =
  /** One of the candidates is installed; `pick` when `target` is an abstract name that they fill. */
  | {
      readonly kind: 'install' | 'keep' | 'pick';
      readonly target: Target;
      readonly candidates: readonly Candidate[];
    }
  /** None of the candidates is installed. */
  | {
      readonly kind: 'remove' | 'pin' | 'blacklist';
      readonly target: Target;
      readonly candidates: readonly Candidate[];
    }
  /** None of the candidates is installed: the profile lists another version. */
  | {
      readonly kind: 'profile';
      readonly target: Target;
      readonly profile: string;
      readonly candidates: readonly Candidate[];
    }
  /** The installed candidate stays. */
  | { readonly kind: 'hold'; readonly target: Target; readonly candidates: readonly Candidate[] }
  /** The installed package stays in some version: its removal was not allowed. */
  | { readonly kind: 'stay'; readonly candidates: readonly Candidate[] }
  /** Every one of the candidates, all of other architectures, stays as it is. */
  | { readonly kind: 'untouched'; readonly architecture: string; readonly candidates: readonly Candidate[] };

/** Why a target leads to no goal. */
export type Problem =
  | { readonly kind: 'unknown-name'; readonly target: Target }
  /** The name exists; no candidate fits the range, repository or architecture. */
  | { readonly kind: 'no-match'; readonly target: Target; readonly available: readonly Candidate[] }
  | { readonly kind: 'not-installed'; readonly target: Target }
  /** An abstract name without a standard: one of the choices (the best candidate of each) has to be named. */
  | { readonly kind: 'choice-needed'; readonly target: Target; readonly choices: readonly Candidate[] };

/** Whether the goal asks for presence: any one of its candidates. */
export function isWanted(goal: Goal): boolean {
  return goal.kind === 'install' || goal.kind === 'keep' || goal.kind === 'pick' || goal.kind === 'stay';
}

/** Whether the goal asks for presence of every candidate. */
export function isFixed(goal: Goal): boolean {
  return goal.kind === 'hold' || goal.kind === 'untouched';
}
