import { type Literal, not } from './sat/literals.ts';
import { Minimiser } from './sat/minimise.ts';
import type { Verdict } from './sat/search.ts';
import type { Session } from './session.ts';
import type { Candidate } from './universe.ts';

export interface Levelled {
  readonly verdict: Verdict;
  /** Assumptions that hold exactly where goals and all levels are as good as they can be. */
  readonly assumptions: readonly Literal[];
  /** The best answer found, where there is one; not proved to be the best while the verdict is that the budget is spent. */
  readonly model: readonly Candidate[] | undefined;
}

/**
 * What is installed, level by level, each as good as the levels before it allow: fewest removals, among them fewest explicitly
 * installed, fewest downgrades, the upgrades that were asked for by name, fewest changes. Where nothing has to give, one search settles all levels. `goals` are the selectors of
 * the goals to honour.
 */
export function settleLevels(session: Session, goals: readonly Literal[] = session.selectors): Levelled {
  const { installed } = session.resolved;
  if (installed.isEmpty) return answered(session, session.search.solve(goals), goals);
  if (session.resolved.raised.length > 0) return settleInTurn(session, goals);
  return settleAtOnce(session, goals) ?? settleInTurn(session, goals);
}

/** What a search said, with its model. */
function answered(session: Session, verdict: Verdict, assumptions: readonly Literal[]): Levelled {
  return { verdict, assumptions, model: verdict.kind === 'satisfied' ? session.model() : undefined };
}

function settleAtOnce(session: Session, goals: readonly Literal[]): Levelled | undefined {
  const assumptions = [...goals, ...removals(session, () => true), ...changes(session)];
  const verdict = session.search.solve(assumptions);
  if (verdict.kind === 'refuted') return undefined;
  if (verdict.kind === 'spent') return answered(session, verdict, assumptions);
  const older = downgrades(session);
  const { sat } = session.encoding;
  return older.every((literal) => sat.valueOf(literal) >= 0)
    ? answered(session, verdict, [...assumptions, ...older])
    : undefined;
}

function settleInTurn(session: Session, goals: readonly Literal[]): Levelled {
  const { installed } = session.resolved;
  const removed = settleLevel(session, firstAnswer(session, goals), (all) => removals(all, () => true));
  const explicit = settleLevel(session, removed, (all) =>
    removals(all, (candidate) => installed.isExplicit(candidate)),
  );
  const downgraded = settleLevel(session, explicit, downgrades);
  return settleLevel(session, raise(session, downgraded), changes);
}

/**
 * An answer to begin with: of what cannot stay together with the goals little is given up, not always the least. Its assumptions are
 * the goals alone.
 */
function firstAnswer(session: Session, goals: readonly Literal[]): Levelled {
  const { search } = session;
  let kept: readonly Literal[] = removals(session, () => true);
  const dropped: Literal[] = [];
  let verdict = search.solve([...goals, ...kept]);
  while (verdict.kind === 'refuted') {
    const core = new Set(verdict.core);
    const inTheWay = kept.filter((literal) => core.has(literal));
    if (inTheWay.length === 0) return answered(session, verdict, goals);
    kept = kept.filter((literal) => !core.has(literal));
    dropped.push(...inTheWay);
    verdict = search.solve([...goals, ...kept]);
  }
  let answer = answered(session, verdict, goals);
  for (const literal of dropped) {
    if (verdict.kind === 'spent') break;
    verdict = search.solve([...goals, ...kept, literal]);
    if (verdict.kind !== 'satisfied') continue;
    kept = [...kept, literal];
    answer = answered(session, verdict, goals);
  }
  return verdict.kind === 'spent' ? { ...answer, verdict } : answer;
}

function settleLevel(session: Session, before: Levelled, soft: (session: Session) => Literal[]): Levelled {
  if (before.verdict.kind !== 'satisfied') return before;
  const minimiser = new Minimiser(session.encoding.sat, session.search, before.assumptions);
  minimiser.add(soft(session));
  const verdict = minimiser.run();
  const { assumptions } = minimiser;
  return verdict.kind === 'satisfied'
    ? answered(session, verdict, assumptions)
    : { verdict, assumptions, model: before.model };
}

/** Packages whose upgrade was asked for by name, in order, each to the best version that is still possible. */
function raise(session: Session, before: Levelled): Levelled {
  const { encoding, universe, resolved } = session;
  let settled = before;
  for (const installed of resolved.raised) {
    for (const candidate of Array.from(universe.candidatesOf(universe.slotOf(installed)))) {
      if (settled.verdict.kind !== 'satisfied' || candidate === installed) break;
      const assumptions = [...settled.assumptions, encoding.candidate(candidate)];
      const verdict = session.search.solve(assumptions);
      if (verdict.kind === 'refuted') continue;
      settled =
        verdict.kind === 'satisfied'
          ? answered(session, verdict, assumptions)
          : { verdict, assumptions, model: settled.model };
      break;
    }
  }
  return settled;
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

/** The candidates after this one in its slot: older versions (or the same one from a lesser repository). */
export function olderThan(slot: ArrayLike<Candidate>, candidate: Candidate): Candidate[] {
  const all = Array.from(slot);
  return all.slice(all.indexOf(candidate) + 1);
}
