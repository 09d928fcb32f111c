import type { Budget } from './budget.ts';
import { Selection, obstacle } from './causes.ts';
import type { Explanation } from './explain/explanation.ts';
import type { Request } from './request.ts';
import type { World } from './resolve.ts';
import { type Decision, type Reason, type Solution, changesOf, resultOf } from './solution.ts';
import { type BudgetSpent, solve } from './solve.ts';
import type { Candidate } from './universe.ts';

/** What keeps a candidate out of a solution. */
export type WhyNot =
  /** It is in the solution. */
  | { readonly kind: 'chosen'; readonly decision: Decision }
  /** It cannot be installed beside what was asked for. */
  | { readonly kind: 'impossible'; readonly explanation: Explanation }
  /** Nothing needs it; asking for it as well would change this besides. */
  | { readonly kind: 'unneeded'; readonly cost: Cost }
  /** Another version was chosen, or a package it gets in the way of: this is what stands against it. */
  | { readonly kind: 'outweighed'; readonly reason: Reason; readonly cost: Cost }
  | BudgetSpent;

/** What one solution does more than another. */
export interface Cost {
  readonly installs: number;
  readonly removals: number;
  readonly changes: number;
  /** To download, beyond the other's; negative when less. */
  readonly downloadBytes: number;
}

/** Why the candidate is not part of the solution of the request; the request is solved again with it. */
export function whyNot(
  world: World,
  request: Request,
  solution: Solution,
  { candidate, budget = {} }: { candidate: Candidate; budget?: Budget },
): WhyNot {
  const decision = solution.decisions.find((one) => one.candidate === candidate && one.action !== 'remove');
  if (decision) return { kind: 'chosen', decision };
  const outcome = solve(world, withCandidate(world, request, candidate), budget);
  if (outcome.kind === 'unsatisfiable') return { kind: 'impossible', explanation: outcome };
  if (outcome.kind === 'budget-spent') return outcome;
  if (outcome.kind === 'unresolved') throw new Error(`the universe does not find ${world.nameOf(candidate)}`);
  const cost = costBeyond(world, solution, outcome);
  const selection = new Selection(world, resultOf(solution));
  const reason = obstacle(world, selection, candidate) ?? slotTaken(selection, candidate);
  return reason === undefined ? { kind: 'unneeded', cost } : { kind: 'outweighed', reason, cost };
}

function withCandidate(world: World, request: Request, candidate: Candidate): Request {
  const target = {
    name: world.nameOf(candidate),
    range: `=${world.versionOf(candidate)}`,
    architecture: world.architectureOf(candidate),
    repository: world.repositoryOf(candidate),
    typed: `${world.nameOf(candidate)}@${world.versionOf(candidate)}`,
  };
  return { ...request, jobs: [...request.jobs, { job: 'install', target }] };
}

function slotTaken(selection: Selection, candidate: Candidate): Reason | undefined {
  return selection.inSlotOf(candidate) === undefined ? undefined : { kind: 'combined' };
}

/** What the second solution does beyond the first. */
export function costBeyond(world: World, first: Solution, second: Solution): Cost {
  const a = totals(world, first);
  const b = totals(world, second);
  return {
    installs: b.installs - a.installs,
    removals: b.removals - a.removals,
    changes: b.changes - a.changes,
    downloadBytes: b.downloadBytes - a.downloadBytes,
  };
}

/** What a solution does in all. */
export function totals(world: World, solution: Solution): Cost {
  const changes = changesOf(solution);
  const arriving = changes.filter(({ action }) => action !== 'remove');
  const installs = changes.filter(({ action }) => action === 'install').length;
  return {
    installs,
    removals: changes.length - arriving.length,
    changes: arriving.length - installs,
    downloadBytes: arriving.reduce((sum, { candidate }) => sum + world.downloadBytes(candidate), 0),
  };
}
