import type { Decision, Solution } from './solution.ts';
import type { Candidate } from './universe.ts';

/**
 * The chain of reasons from a package to something that needs no further reason, the package itself first. Empty for a
 * package that the solution does not mention.
 */
export function why(solution: Solution, candidate: Candidate): Decision[] {
  const decisions = new Map(solution.decisions.map((decision) => [decision.candidate, decision]));
  const chain: Decision[] = [];
  for (
    let decision = decisions.get(candidate);
    decision !== undefined;
    decision = next(decisions, decision)
  ) {
    if (chain.includes(decision)) break;
    chain.push(decision);
  }
  return chain;
}

function next(decisions: ReadonlyMap<Candidate, Decision>, { reason }: Decision): Decision | undefined {
  switch (reason.kind) {
    case 'needed':
    case 'recommended':
      return decisions.get(reason.by);
    case 'conflict':
      return decisions.get(reason.with);
    case 'replaces':
      return decisions.get(reason.candidate);
    case 'requested':
    case 'kept':
    case 'upgrade':
    case 'broken':
    case 'combined':
      return undefined;
  }
}
