/**
 * What a repository says of one package version, in no format's terms: the mappers of `formats/` make records, the compiler
 * of the catalogue reads nothing else.
 */
import type { BuildIdentity, Integration, ModeRow, PublishedFile, Range } from '@mpkg/manifest';

import type { PackageKind } from '../solve/universe.ts';

export type { PackageKind };

/** One package name in one version, for one architecture. */
export interface CandidateRecord {
  readonly name: string;
  readonly version: string;
  /** `amd64`; `all` runs anywhere and is managed with the native architecture. */
  readonly architecture: string;
  /** The series of versions that may be installed beside other series of the name; `''` when there is one. */
  readonly series: string;
  readonly multiArch: MultiArch;
  /** Among the providers of a name the lowest is preferred: 0 required, 1 important, 2 standard, 3 optional, 4 extra. */
  readonly priority: number;
  /** Removing it breaks the system. */
  readonly essential: boolean;
  readonly kind: PackageKind;
  /** Of an abstract package: the name of the provider that it stands for when nobody chooses. */
  readonly standard: string | undefined;

  readonly depends: readonly RequirementText[];
  readonly recommends: readonly RequirementText[];
  /** Whatever satisfies one of these may not be installed beside the candidate, in any architecture. */
  readonly conflicts: readonly RequirementText[];
  /** Packages that this one succeeds. */
  readonly replaces: readonly RequirementText[];
  readonly provides: readonly Provision[];

  /** Download size, bytes. */
  readonly downloadBytes: number;
  /** Size on disk, bytes. */
  readonly installedBytes: number;
  readonly details: CandidateDetails;
}

/**
 * How a name goes together with other architectures. Debian's: `no` excludes the others; `same` may stand beside an equal version;
 * `foreign` also serves packages of other architectures; `allowed` does so where `:any` is asked for. Ours: `separate` never meets
 * another architecture; `everywhere` serves each.
 */
export const MULTI_ARCH = ['no', 'same', 'foreign', 'allowed', 'separate', 'everywhere'] as const;
export type MultiArch = (typeof MULTI_ARCH)[number];

/** What is read for one package at a time, to be shown or fetched. */
export interface CandidateDetails {
  /** One line. */
  readonly summary: string;
  /** Where the package lies, relative to its repository. */
  readonly location?: string;
  /** Of the package, in hexadecimal. */
  readonly sha256?: string;
  readonly section?: string;
  readonly homepage?: string;
  readonly maintainer?: string;
  readonly licence?: string;
  /** The source package, with its version where that differs. */
  readonly source?: string;
  /** The long description. */
  readonly description?: string;
  readonly suggests?: string;
  readonly enhances?: string;
  /** What the package provides, as its repository writes it, separated by commas. */
  readonly provides?: string;
  readonly tags?: string;
  /** The group of mpkg that it is deployed into. */
  readonly group?: string;
  /** Its series, where versions of several may be installed beside each other. */
  readonly parallel?: string;
  /** Paths of configuration files. */
  readonly config?: readonly string[];
  readonly modes?: readonly ModeRow[];
  /** The paths in the pac, where the repository lists them. */
  readonly files?: readonly string[];
  readonly build?: BuildIdentity;
  /** The archive that the source can be had as; its URL may be relative to the repository. */
  readonly sourceArchive?: PublishedFile;
  readonly integration?: Integration;
  /** When this version was first published. */
  readonly published?: string;
}

/** A requirement as its repository writes it, `a (>= 1) | b`, and as it is shown to a person. */
export type RequirementText = string;

/** Reads the requirements of a kind of repository; in order of preference, at least one. The text was valid to the mapper. */
export type RequirementGrammar = (text: RequirementText) => readonly Alternative[];

/** One way to satisfy a requirement. */
export interface Alternative {
  readonly name: string;
  /** Undefined: any version, and providers without one. */
  readonly range: Range | undefined;
  /** `any`, a particular one, or undefined: that of the package that states the requirement. */
  readonly architecture: string | undefined;
}

/** Another name that a package answers to. */
export interface Provision {
  readonly name: string;
  /** Undefined: satisfies only requirements without a version. */
  readonly version: string | undefined;
}
