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
    const candidates = this.#universe.members(relation);
    for (let i = 0; i < candidates.length; i++) {
      if (this.members.has(candidates[i] as Candidate)) return candidates[i];
    }
    return undefined;
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
  for (const relation of Array.from(universe.conflicts(candidate))) {
    for (const other of Array.from(universe.members(relation))) {
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
    for (const relation of Array.from(universe.conflicts(other))) {
      if (Array.from(universe.members(relation)).includes(candidate)) {
        return { kind: 'conflict', with: other, declaredBy: other, relation };
      }
    }
  }
  return undefined;
}

function open(universe: Universe, selection: Selection, candidate: Candidate): Reason | undefined {
  const relation = Array.from(universe.depends(candidate)).find((one) => {
    const members = Array.from(universe.members(one));
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
    for (const relation of Array.from(universe.depends(by))) {
      const members = Array.from(universe.members(relation));
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
