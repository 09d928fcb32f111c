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
    if (universe.members.of(relation).some((member) => wanted.has(member))) regards[relation] = 1;
  }
  const found: Dependant[] = [];
  for (let candidate = 0; candidate < universe.candidateCount; candidate++) {
    for (const kind of KINDS) {
      for (const relation of universe[kind].of(candidate)) {
        if (regards[relation] === 1) found.push({ candidate, kind, relation });
      }
    }
  }
  return found;
}
