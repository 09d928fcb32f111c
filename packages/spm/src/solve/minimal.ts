import { CANDIDATE } from './encode/encoding.ts';
import { type Literal, type Variable, not, variableOf } from './sat/literals.ts';
import { Minimiser } from './sat/minimise.ts';
import type { Verdict } from './sat/search.ts';
import type { Session } from './session.ts';

export interface MinimalInstallation {
  readonly verdict: Verdict;
  readonly assumptions: readonly Literal[];
  /** No answer needs fewer new packages than this: proven. */
  readonly lowerBound: number;
}

/**
 * Finds the fewest newly filled slots under the assumptions. Slots become soft as the search meets them: one that it has never
 * met costs nothing, so the optimum over those it has met is the optimum over all as soon as it fills no other.
 */
export function minimiseNew(session: Session, assumptions: readonly Literal[]): MinimalInstallation {
  const { sat } = session.encoding;
  const minimiser = new Minimiser(sat, session.search, assumptions);
  let met = 1;
  for (;;) {
    minimiser.add(newSlots(session, met).map(not));
    met = sat.variableCount;
    const verdict = minimiser.run();
    const { lowerBound } = minimiser;
    if (verdict.kind !== 'satisfied') return { verdict, assumptions, lowerBound };
    const surprises = newSlots(session, met).some((literal) => sat.valueOf(literal) > 0);
    if (!surprises) return { verdict, assumptions: minimiser.assumptions, lowerBound };
  }
}

/** The slots met since a variable was the next one, except those that something installed fills. */
function newSlots(session: Session, from: Variable): Literal[] {
  return session.knownSlots(from).filter((literal) => !isInstalled(session, literal));
}

function isInstalled(session: Session, filled: Literal): boolean {
  const { encoding, universe } = session;
  const variable = variableOf(filled);
  const subject = encoding.subjectOf(variable);
  const slot = encoding.kindOf(variable) === CANDIDATE ? universe.slotOf(subject) : subject;
  return session.resolved.installed.in(slot) !== undefined;
}
