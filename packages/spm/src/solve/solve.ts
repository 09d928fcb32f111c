import { assembleDecisions } from './assemble.ts';
import type { Budget, Effort } from './budget.ts';
import { explain } from './explain/explain.ts';
import type { Explanation } from './explain/explanation.ts';
import type { Problem } from './goals.ts';
import { settleLevels } from './levels.ts';
import { minimiseNew } from './minimal.ts';
import type { Request } from './request.ts';
import { type World, resolveRequest } from './resolve.ts';
import { Session } from './session.ts';
import type { Minimality, Solution } from './solution.ts';
import type { Candidate } from './universe.ts';
import { POLICY_UNPROVED, warningsFor } from './warnings.ts';

/** Nothing was searched: a target names nothing, or names something that only the user can choose. */
export interface Unresolved {
  readonly kind: 'unresolved';
  readonly problems: readonly Problem[];
}

/** No answer within the budget. It says nothing about whether there is one. */
export interface BudgetSpent {
  readonly kind: 'budget-spent';
  readonly effort: Effort;
}

export type Outcome = Solution | Explanation | Unresolved | BudgetSpent;

/**
 * Answers a request: a solution in which everything asked for holds and the rest is as the policy (docs/solver.md) prefers; or an
 * explanation why there is none. The same request in the same universe always gets the same answer.
 */
export function solve(world: World, request: Request, budget: Budget = {}): Outcome {
  const resolved = resolveRequest(world, request);
  if (resolved.problems.length > 0) return { kind: 'unresolved', problems: resolved.problems };
  const session = new Session({ universe: world, resolved, request, budget });
  const { verdict, assumptions, model } = settleLevels(session);
  if (verdict.kind === 'refuted')
    return explain({ world, request, resolved, session, budget, core: verdict.core });
  if (model === undefined) return { kind: 'budget-spent', effort: session.effort };
  const isSettled = verdict.kind === 'satisfied';
  if (request.minimal !== true || !isSettled) return finish(world, request, session, { model, isSettled });
  const minimum = minimiseNew(session, assumptions);
  const proved = minimum.verdict.kind === 'satisfied';
  return finish(world, request, session, {
    model: proved ? session.model() : model,
    isSettled,
    proved,
    atLeast: minimum.lowerBound,
  });
}

interface Found {
  readonly model: readonly Candidate[];
  /** Whether no other answer is better in what happens to what is installed. */
  readonly isSettled: boolean;
  readonly proved?: boolean;
  readonly atLeast?: number;
}

function finish(world: World, request: Request, session: Session, found: Found): Solution {
  const decisions = assembleDecisions(world, request, session.resolved, found.model);
  const solution: Solution = { kind: 'solution', decisions, warnings: [], effort: session.effort };
  const packages = decisions.filter(({ action }) => action === 'install').length;
  const minimality: Minimality | undefined =
    found.proved === undefined ? undefined : { proved: found.proved, packages, atLeast: found.atLeast ?? 0 };
  const complete = minimality ? { ...solution, minimality } : solution;
  const warnings = warningsFor(world, request, session.resolved, complete);
  return { ...complete, warnings: found.isSettled ? warnings : [...warnings, POLICY_UNPROVED] };
}
