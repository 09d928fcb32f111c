import { type Literal, not } from './sat/literals.ts';
import { Minimiser } from './sat/minimise.ts';
import type { Verdict } from './sat/search.ts';
import type { Session } from './session.ts';
import type { Candidate } from './universe.ts';

export interface Levelled {
  readonly verdict: Verdict;
  /** Assumptions that hold exactly where goals and all levels are as good as they can be. */
  readonly assumptions: readonly Literal[];
}

/**
 * What is installed, level by level, each as good as the levels before it allow: fewest removals, among them fewest explicitly
 * installed, fewest downgrades, fewest changes. Where nothing has to give, one search settles all levels. `goals` are the selectors of
 * the goals to honour.
 */
export function settleLevels(session: Session): Levelled {
  const { installed } = session.resolved;
  if (installed.candidates.length === 0)
    return { verdict: session.solveGoals(), assumptions: session.selectors };
  return settleAtOnce(session) ?? settleInTurn(session);
}

function settleAtOnce(session: Session): Levelled | undefined {
  const assumptions = [...session.selectors, ...removals(session, () => true), ...changes(session)];
  const verdict = session.search.solve(assumptions);
  if (verdict.kind === 'refuted') return undefined;
  if (verdict.kind === 'satisfied' && hasDowngrade(session)) return undefined;
  return { verdict, assumptions };
}

function settleInTurn(session: Session, goals: readonly Literal[]): Levelled {
  const { installed } = session.resolved;
  let assumptions = goals;
  let verdict = session.search.solve(goals);
  const levels = [
    () => removals(session, () => true),
    () => removals(session, (candidate) => installed.isExplicit(candidate)),
    () => downgrades(session),
    () => changes(session),
  ];
  for (const level of levels) {
    if (verdict.kind !== 'satisfied') break;
    const minimiser = new Minimiser(session.encoding.sat, session.search, assumptions);
    minimiser.add(level());
    verdict = minimiser.run();
    assumptions = minimiser.assumptions;
  }
  return { verdict, assumptions };
}

function removals(session: Session, counts: (candidate: Candidate) => boolean): Literal[] {
  return session.resolved.installed.candidates.filter(counts).map((candidate) => session.survival(candidate));
}

/** "Not this older version", for every version older than the installed one. */
function downgrades(session: Session): Literal[] {
  const { encoding, resolved, universe } = session;
  return resolved.installed.candidates.flatMap((candidate) =>
    olderThan(universe.candidatesOf(universe.slotOf(candidate)), candidate).map((older) =>
      not(encoding.candidate(older)),
    ),
  );
}

function changes(session: Session): Literal[] {
  const { installed, upgrades } = session.resolved;
  return installed.candidates
    .filter((candidate) => !upgrades.has(candidate))
    .map((candidate) => session.encoding.candidate(candidate));
}

function hasDowngrade(session: Session): boolean {
  return downgrades(session).some((literal) => session.encoding.sat.valueOf(literal) < 0);
}

/** The candidates after this one in its slot: older versions (or the same one from a lesser repository). */
export function olderThan(slot: ArrayLike<Candidate>, candidate: Candidate): Candidate[] {
  const all = Array.from(slot);
  return all.slice(all.indexOf(candidate) + 1);
}
