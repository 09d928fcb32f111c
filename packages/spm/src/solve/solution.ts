import type { Effort } from './budget.ts';
import type { Candidate, Relation } from './universe.ts';

/** Why a package ends up as it does. Every edge names things that can be checked in the universe. */
export type Reason =
  /** A goal, by its index in the resolved request. */
  | { readonly kind: 'requested'; readonly goal: number }
  | { readonly kind: 'needed'; readonly by: Candidate; readonly relation: Relation }
  | { readonly kind: 'recommended'; readonly by: Candidate; readonly relation: Relation }
  /** It takes the place of an installed package of another name. */
  | { readonly kind: 'replaces'; readonly candidate: Candidate }
  /** It was installed, and nothing speaks against it. */
  | { readonly kind: 'kept' }
  /** A better version was asked for. */
  | { readonly kind: 'upgrade' }
  /** `declaredBy` conflicts with `relation`; the other side of the conflict is in the solution. */
  | {
      readonly kind: 'conflict';
      readonly with: Candidate;
      readonly declaredBy: Candidate;
      readonly relation: Relation;
    }
  /** Nothing satisfies this requirement of it any more. */
  | { readonly kind: 'broken'; readonly relation: Relation }
  /** It follows from the whole: no single requirement or conflict forces it. */
  | { readonly kind: 'combined' };

export type Decision =
  | { readonly action: 'install' | 'keep' | 'remove'; readonly candidate: Candidate; readonly reason: Reason }
  /** `switch`: the same version from another repository. */
  | {
      readonly action: 'upgrade' | 'downgrade' | 'switch';
      readonly candidate: Candidate;
      readonly previous: Candidate;
      readonly reason: Reason;
    };

/** What the proven minimum was asked for and how far the proof got. */
export interface Minimality {
  readonly proved: boolean;
  /** New packages in the solution. */
  readonly packages: number;
  /** No solution has fewer. */
  readonly atLeast: number;
}

export interface Warning {
  readonly code:
    | 'multilib-missing'
    | 'provider-unused'
    | 'minimum-unproved'
    | 'policy-unproved'
    /** A better version was built otherwise than it is asked for. */
    | 'option-unmet';
  readonly subject: string;
  readonly message: string;
}

/** The answer to a satisfiable request: one decision per package that is or was installed. A plain value. */
export interface Solution {
  readonly kind: 'solution';
  readonly decisions: readonly Decision[];
  readonly minimality?: Minimality;
  readonly warnings: readonly Warning[];
  readonly effort: Effort;
}

/** What is installed after the solution is applied. */
export function resultOf(solution: Solution): Candidate[] {
  const candidates: Candidate[] = [];
  for (const { action, candidate } of solution.decisions) if (action !== 'remove') candidates.push(candidate);
  return candidates;
}

/** The decisions that change something. */
export function changesOf(solution: Solution): Decision[] {
  return solution.decisions.filter(({ action }) => action !== 'keep');
}
