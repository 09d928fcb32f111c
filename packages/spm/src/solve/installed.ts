import type { InstalledPackage } from './request.ts';
import type { Candidate, Slot, Universe } from './universe.ts';

/** What is installed, by candidate and by slot. */
export class Installed {
  readonly candidates: readonly Candidate[];
  readonly #bySlot = new Map<Slot, Candidate>();
  readonly #explicit = new Set<Candidate>();
  readonly #universe: Universe;

  constructor(universe: Universe, packages: readonly InstalledPackage[]) {
    this.#universe = universe;
    this.candidates = packages.map(({ candidate }) => candidate);
    for (const { candidate, explicit } of packages) {
      this.#bySlot.set(universe.slotOf(candidate), candidate);
      if (explicit) this.#explicit.add(candidate);
    }
  }

  get isEmpty(): boolean {
    return this.candidates.length === 0;
  }

  has(candidate: Candidate): boolean {
    return this.in(this.#universe.slotOf(candidate)) === candidate;
  }

  isExplicit(candidate: Candidate): boolean {
    return this.#explicit.has(candidate);
  }

  /** The installed candidate of the slot. */
  in(slot: Slot): Candidate | undefined {
    return this.#bySlot.get(slot);
  }
}
