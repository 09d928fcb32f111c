import type { Fact } from '../encode/facts.ts';
import { type Goal, isFixed, isWanted } from '../goals.ts';
import type { Candidate, Universe } from '../universe.ts';

/** Facts as a story: those about the goals' own candidates first, then those about what these need, and conflicts at the end. */
export function inOrder(universe: Universe, goals: readonly Goal[], facts: readonly Fact[]): Fact[] {
  const told: Fact[] = [];
  const introduced = new Set<Candidate>();
  for (const goal of goals)
    if (isWanted(goal) || isFixed(goal)) for (const candidate of goal.candidates) introduced.add(candidate);
  const depends = facts.filter((fact) => fact.kind === 'depends');
  for (const candidate of introduced) {
    for (const fact of depends) {
      if (fact.candidate !== candidate || told.includes(fact)) continue;
      told.push(fact);
      for (const member of universe.members.of(fact.relation)) introduced.add(member);
    }
  }
  return [...told, ...facts.filter((fact) => !told.includes(fact))];
}
