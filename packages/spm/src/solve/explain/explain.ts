import { portion } from '../budget.ts';
import type { Goal } from '../goals.ts';
import { Session } from '../session.ts';
import { minimalFacts } from './core.ts';
import type { Clash, Explanation } from './explanation.ts';
import { FixSearch, type Refuted } from './fixes.ts';
import { inOrder } from './order.ts';
import { factsBehind } from './trace.ts';
import { Waivers } from '../waivers.ts';

const MOST_CLASHES = 3;

/** Explains why the goals of a session cannot hold together. It may cost as much again as the refutation. */
export function explain(refuted: Refuted): Explanation {
  const { session, budget } = refuted;
  session.grant(portion(budget, 2));
  const fixes = new FixSearch(refuted);
  const found = fixes.run();
  const clashes = fixes.cores
    .slice(0, MOST_CLASHES)
    .map((core) => clashOf(refuted, core.goals, core.minimal));
  return { kind: 'unsatisfiable', clashes, fixes: found, effort: session.effort };
}

function clashOf(refuted: Refuted, core: readonly number[], minimal: boolean): Clash {
  const { world, request, resolved, budget } = refuted;
  const goals = core.map((index) => resolved.goals[index] as Goal);
  const session = new Session({
    universe: world,
    resolved: { ...resolved, goals },
    request,
    budget: portion(budget, 2 * MOST_CLASHES),
    proof: true,
  });
  const verdict = session.solveGoals();
  if (verdict.kind !== 'refuted') return { goals, facts: [], minimal: false };
  const needed = minimalFacts(
    world,
    new Waivers(world, resolved.installed),
    goals,
    factsBehind(session.encoding, verdict.origin),
  );
  return { goals, facts: inOrder(world, goals, needed.facts), minimal: minimal && needed.minimal };
}
