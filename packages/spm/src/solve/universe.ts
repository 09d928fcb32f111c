/**
 * What the solver sees of the world: dense numbers, every version comparison and provider already resolved. A catalogue
 * file, a text case of the tests and a generated universe each implement it; the solver reads nothing else.
 */

/** A candidate: one package name in one version, for one architecture, from one repository. `0 … candidateCount - 1`. */
export type Candidate = number;
/** What at most one candidate may occupy: a name in one architecture (and one parallel series). `0 … slotCount - 1`. */
export type Slot = number;
/** An interned requirement such as `a (>= 1) | b`; equal requirements of many packages share one. */
export type Relation = number;

export interface Universe {
  readonly candidateCount: number;
  readonly slotCount: number;
  readonly relationCount: number;

  slotOf(candidate: Candidate): Slot;
  /** The candidates of a slot, best first: newest version, then best-ranked repository. */
  candidatesOf(slot: Slot): ArrayLike<Candidate>;

  /** Each must be satisfied while the candidate is installed. */
  depends(candidate: Candidate): ArrayLike<Relation>;
  /** Satisfied when that costs nothing that was asked for; skipped when recommends are off. */
  recommends(candidate: Candidate): ArrayLike<Relation>;
  /** None of the members may be installed beside the candidate (a candidate never conflicts with itself). */
  conflicts(candidate: Candidate): ArrayLike<Relation>;

  /**
   * The candidates that satisfy a relation, in order of preference: alternative by alternative as written; within one, those
   * that carry the name before those that provide it; the abstract package's standard provider first; then newest, then rank.
   */
  members(relation: Relation): ArrayLike<Candidate>;
  /** How many members belong to the first `alternative + 1` alternatives; ascending, the last equals `members.length`. */
  alternativeEnds(relation: Relation): ArrayLike<number>;
}

/** The words for the numbers; read only to explain, never to decide. */
export interface UniverseText {
  /** `nginx`. */
  nameOf(candidate: Candidate): string;
  /** `1.22.1-9+deb12u3`. */
  versionOf(candidate: Candidate): string;
  /** `amd64`. */
  architectureOf(candidate: Candidate): string;
  /** The repository as the user named it. */
  repositoryOf(candidate: Candidate): string;
  /** The requirement as written: `libc6 (>= 2.34) | libc6-udeb`. */
  relationText(relation: Relation): string;
  /** Download size, bytes. */
  downloadBytes(candidate: Candidate): number;
  /** Size on disk, bytes. */
  installedBytes(candidate: Candidate): number;
}
