import type { Installed } from './installed.ts';
import type { Candidate, Relation, Universe } from './universe.ts';

/**
 * What was broken before is not this request's business: an installed package may stay with a requirement that nothing installed
 * met, and two installed packages may stay together although they conflict.
 */
export class Waivers {
  readonly #universe: Universe;
  readonly #installed: Installed;

  constructor(universe: Universe, installed: Installed) {
    this.#universe = universe;
    this.#installed = installed;
  }

  /** Whether the candidate may do without the relation. */
  requirement(candidate: Candidate, relation: Relation): boolean {
    if (!this.#installed.has(candidate)) return false;
    const { members } = this.#universe;
    for (let at = members.start(relation), end = members.end(relation); at < end; at++) {
      if (this.#installed.has(members.values[at] as Candidate)) return false;
    }
    return true;
  }

  /** Whether some conflict of the candidate under this relation does not count. */
  conflicts(candidate: Candidate, relation: Relation): boolean {
    if (!this.#installed.has(candidate)) return false;
    const { members } = this.#universe;
    for (let at = members.start(relation), end = members.end(relation); at < end; at++) {
      const member = members.values[at] as Candidate;
      if (member !== candidate && this.#installed.has(member)) return true;
    }
    return false;
  }

  /** The relation's members that the candidate really excludes. */
  excluded(candidate: Candidate, relation: Relation): Candidate[] {
    const slot = this.#universe.slotOf(candidate);
    return this.#universe.members
      .of(relation)
      .filter(
        (other) =>
          this.#universe.slotOf(other) !== slot &&
          !(this.#installed.has(candidate) && this.#installed.has(other)),
      );
  }
}
