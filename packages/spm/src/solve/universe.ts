/**
 * What the solver sees of the world: dense numbers, every version comparison and provider already resolved. A catalogue
 * file, a text case of the tests and a generated universe each implement it; the solver reads nothing else.
 */

import type { Rows } from './rows.ts';

/** A candidate: one package name in one version, for one architecture, from one repository. `0 … candidateCount - 1`. */
export type Candidate = number;
/**
 * What at most one candidate may occupy: a name in one architecture (and one parallel series). A number below `slotCount`; not every
 * such number need be a slot.
 */
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

  /** By candidate the relations of which each must be satisfied while it is installed. */
  readonly depends: Rows;
  /** By candidate the relations that are satisfied when that costs nothing that was asked for; skipped when recommends are off. */
  readonly recommends: Rows;
  /** By candidate the relations of which no member may be installed beside it (a candidate never conflicts with itself). */
  readonly conflicts: Rows;

  /**
   * By relation the candidates that satisfy it, in order of preference: alternative by alternative as written; within one, those
   * that carry the name before those that provide it; the abstract package's standard provider first; then newest, then rank.
   */
  readonly members: Rows;

  /**
   * Candidates of other names that declare to take this one's place (a rename, a merge), best first. Putting one in its stead is an
   * upgrade, not a removal. Absent: nothing in this universe replaces anything.
   */
  successorsOf?(candidate: Candidate): ArrayLike<Candidate>;
}

/** What a name stands for: something with files; a name that others fill; a list of members. */
export type PackageKind = 'package' | 'abstract' | 'group';

/** From what a user types to candidates; read while a request is resolved, never during the search. */
export interface UniverseLookup {
  /**
   * The candidates that carry the name, architecture-independent ones included, in the order of `candidatesOf`. Without an
   * architecture: those of the preferred one. Empty when nobody carries the name.
   */
  named(name: string, architecture?: string): ArrayLike<Candidate>;
  /** The candidates that provide the name without carrying it, in order of preference; for an abstract package, its choices. */
  providersOf(name: string, architecture?: string): ArrayLike<Candidate>;
  /** The candidates of the abstract name's standard provider, best first; empty when the choice is the user's. */
  standardOf(name: string, architecture?: string): ArrayLike<Candidate>;
  /** Whether the version lies in the range, read in the versioning scheme of the candidate's repository. */
  inRange(candidate: Candidate, range: string): boolean;
  kindOf(candidate: Candidate): PackageKind;
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
