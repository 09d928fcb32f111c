import type { Candidate, Relation, Universe } from '../solve/universe.ts';

/** Who asks for a candidate, and in which words. */
export interface Dependant {
  readonly candidate: Candidate;
  readonly kind: 'depends' | 'recommends' | 'conflicts';
  readonly relation: Relation;
}

const KINDS = ['depends', 'recommends', 'conflicts'] as const;

/** All that name or may be served by one of the targets, by candidate; every relation and every candidate is looked at. */
export function dependantsOf(universe: Universe, targets: Iterable<Candidate>): Dependant[] {
  const wanted = new Set(targets);
  const regards = new Uint8Array(universe.relationCount);
  for (let relation = 0; relation < universe.relationCount; relation++) {
    const members = universe.members(relation);
    for (let index = 0; index < members.length; index++) {
      if (wanted.has(members[index] ?? -1)) regards[relation] = 1;
    }
  }
  const found: Dependant[] = [];
  for (let candidate = 0; candidate < universe.candidateCount; candidate++) {
    for (const kind of KINDS) {
      const relations = universe[kind](candidate);
      for (let index = 0; index < relations.length; index++) {
        const relation = relations[index] ?? 0;
        if (regards[relation] === 1) found.push({ candidate, kind, relation });
      }
    }
  }
  return found;
}
