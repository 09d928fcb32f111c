import type { Reason } from './solution.ts';
import type { Candidate, Relation, Slot, Universe } from './universe.ts';

/** A set of candidates, by candidate and by slot. */
export class Selection {
  readonly members: ReadonlySet<Candidate>;
  readonly #universe: Universe;
  readonly #bySlot = new Map<Slot, Candidate>();

  constructor(universe: Universe, members: Iterable<Candidate>) {
    this.#universe = universe;
    this.members = new Set(members);
    for (const candidate of this.members) this.#bySlot.set(universe.slotOf(candidate), candidate);
  }

  has(candidate: Candidate): boolean {
    return this.members.has(candidate);
  }

  inSlotOf(candidate: Candidate): Candidate | undefined {
    return this.#bySlot.get(this.#universe.slotOf(candidate));
  }

  /** The first member of the relation that is selected. */
  satisfying(relation: Relation): Candidate | undefined {
    return this.#universe.members.of(relation).find((candidate) => this.members.has(candidate));
  }
}

/** Why a candidate cannot stand in a selection: a conflict with a member, in either direction, or a requirement left open. */
export function obstacle(universe: Universe, selection: Selection, candidate: Candidate): Reason | undefined {
  return (
    ownConflict(universe, selection, candidate) ??
    foreignConflict(universe, selection, candidate) ??
    open(universe, selection, candidate)
  );
}

function ownConflict(universe: Universe, selection: Selection, candidate: Candidate): Reason | undefined {
  for (const relation of universe.conflicts.of(candidate)) {
    for (const other of universe.members.of(relation)) {
      if (selection.has(other) && universe.slotOf(other) !== universe.slotOf(candidate)) {
        return { kind: 'conflict', with: other, declaredBy: candidate, relation };
      }
    }
  }
  return undefined;
}

function foreignConflict(universe: Universe, selection: Selection, candidate: Candidate): Reason | undefined {
  for (const other of selection.members) {
    if (universe.slotOf(other) === universe.slotOf(candidate)) continue;
    for (const relation of universe.conflicts.of(other)) {
      if (universe.members.of(relation).includes(candidate)) {
        return { kind: 'conflict', with: other, declaredBy: other, relation };
      }
    }
  }
  return undefined;
}

function open(universe: Universe, selection: Selection, candidate: Candidate): Reason | undefined {
  const relation = universe.depends.of(candidate).find((one) => {
    const members = universe.members.of(one);
    return !members.includes(candidate) && selection.satisfying(one) === undefined;
  });
  return relation === undefined ? undefined : { kind: 'broken', relation };
}

/** A selected package that needs the candidate where another one of its slot (or none) was before. */
export function demand(
  universe: Universe,
  selection: Selection,
  candidate: Candidate,
  previous: Candidate,
): Reason | undefined {
  for (const by of selection.members) {
    for (const relation of universe.depends.of(by)) {
      const members = universe.members.of(relation);
      if (
        members.includes(candidate) &&
        !members.includes(previous) &&
        selection.satisfying(relation) === candidate
      ) {
        return { kind: 'needed', by, relation };
      }
    }
  }
  return undefined;
}
