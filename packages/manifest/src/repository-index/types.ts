/** The values that `docs/formats/index.md` describes, with every default filled in. */
import type { SchemeName } from '../versions/scheme.ts';
import type { Integration } from './integration.ts';

export const INDEX_FORMAT = 'spm-index/1';

/** The first line: which repository this is, how recent, and how its versions are ordered. */
export interface IndexHead {
  /** Who publishes; the same in every edition, and compared with what the user trusted. */
  readonly identity: string;
  /** Grows with each edition; a lower one is refused. */
  readonly serial: number;
  /** When this edition was made: `2026-01-31T23:59:59Z`. */
  readonly date: string;
  /** When it should no longer be served. */
  readonly expires: string | undefined;
  readonly scheme: SchemeName;
  readonly architectures: readonly string[];
  /** How many package versions follow. */
  readonly packages: number;
  readonly triggers: readonly IndexTrigger[];
}

/** A command to run inside the root once per transaction, when something below one of its paths changed. */
export interface IndexTrigger {
  readonly name: string;
  /** Prefixes of paths from the root, without a leading `/`: `usr/lib/`. */
  readonly paths: readonly string[];
  /** An absolute path inside the root, and arguments. Skipped where the root has no such program. */
  readonly command: readonly [string, ...string[]];
  /** Files that the command makes and no package has; they go when the program goes. Paths from the root, without a leading `/`. */
  readonly creates?: readonly string[];
}

/** `package`: has a pac. `abstract`: one of its providers is chosen. `group`: its dependencies are its members. */
export type EntryKind = 'package' | 'abstract' | 'group';

/** One package version for one architecture. Requirements are texts of the requirement grammar. */
export interface IndexEntry {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly kind: EntryKind;
  /** The provider an abstract package stands for when nobody chooses. */
  readonly standard: string | undefined;
  readonly summary: string;
  readonly description: string | undefined;
  /** An SPDX expression. */
  readonly licence: string | undefined;
  readonly homepage: string | undefined;
  /** Removing it breaks the system. */
  readonly essential: boolean;
  /** The group of mpkg that it is deployed into; the default group when absent. */
  readonly group: string | undefined;
  /** The series it belongs to, of which several may be installed beside each other. */
  readonly parallel: string | undefined;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  readonly conflicts: readonly string[];
  readonly provides: readonly string[];
  readonly replaces: readonly string[];
  /** Absent for kinds without files. */
  readonly pac: PublishedFile | undefined;
  /** The archive that its source can be had as; only of a package. */
  readonly source: PublishedFile | undefined;
  /** Size on disk, bytes. */
  readonly installedSize: number;
  /** Paths of configuration files, from the pac's root. */
  readonly config: readonly string[];
  readonly modes: readonly ModeRow[];
  /** The paths in the pac, where the repository lists them. */
  readonly files: readonly string[] | undefined;
  readonly build: BuildIdentity | undefined;
  readonly integration: Integration | undefined;
  /** When this version was first published. */
  readonly published: string | undefined;
}

/** A file beside the index, or elsewhere. */
export interface PublishedFile {
  /** Absolute, or relative to the index. */
  readonly url: string;
  /** Bytes. */
  readonly size: number;
  /** Of the file as published, hexadecimal. */
  readonly sha256: string;
}

/** Owner, mode and capabilities of one entry of the pac; what is absent stays as it is. */
export interface ModeRow {
  readonly path: string;
  /** Octal, set-id bits included: `4755`. */
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
  /** As setcap(8) takes them. */
  readonly capabilities?: string;
}

/** What the pac was built from; equal identities build equal pacs. */
export interface BuildIdentity {
  /** Where the source lies. */
  readonly source: string;
  readonly commit: string | undefined;
  readonly options: Readonly<Record<string, OptionValue>>;
}

export type OptionValue = boolean | number | string;
