/** A manifest as it applies to one version on one machine: nothing conditional is left. */
import type { ProfileKind } from '../../profile/kinds.ts';
import type { Integration } from '../../repository-index/integration.ts';
import type { EntryKind, ModeRow, OptionValue } from '../../repository-index/types.ts';
import type { Provision, Requirement } from '../../requirements/index.ts';
import type { SchemeName } from '../../versions/scheme.ts';

/** What the conditions of a manifest are held against. */
export interface ManifestContext {
  /** In the scheme of the manifest. */
  readonly version: string;
  readonly arch: string;
  readonly libc: string;
  readonly platform: string;
  readonly profile: ProfileKind;
  /** The answers so far, as typed on a command line (`"true"`, `"4"`) or as values. */
  readonly options: Readonly<Record<string, OptionValue>>;
}

export interface ResolvedManifest {
  readonly name: string;
  readonly version: string;
  readonly scheme: SchemeName;
  readonly architecture: string;
  readonly kind: EntryKind;
  readonly standard: string | undefined;
  readonly summary: string;
  readonly description: string | undefined;
  readonly licence: string | undefined;
  readonly homepage: string | undefined;
  readonly essential: boolean;
  readonly group: string | undefined;
  /** The series that may be installed beside others: `3.11`. */
  readonly parallel: string | undefined;
  /** Every option, decided; part of the identity of the build. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly buildDepends: readonly Requirement[];
  readonly depends: readonly Requirement[];
  readonly recommends: readonly Requirement[];
  readonly conflicts: readonly Requirement[];
  readonly replaces: readonly Requirement[];
  readonly provides: readonly Provision[];
  /** In order, patches before them. */
  readonly steps: readonly BuildStep[];
  readonly patches: readonly BuildPatch[];
  readonly binary: BinaryLocation;
  readonly config: readonly string[];
  readonly modes: readonly ModeRow[];
  readonly integration: Integration | undefined;
}

export interface BuildStep {
  /** What a build is resumed at: the first step of this name. */
  readonly name: string;
  /** A line for the shell, or a program and its arguments. */
  readonly run: string | readonly string[];
  /** From the root of the source; `.` is that root. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface BuildPatch {
  /** From the root of the repository of the manifest. */
  readonly file: string;
  /** As `-p` of patch(1). */
  readonly strip: number;
}

/** Where a ready build is looked for: the URL first. */
export interface BinaryLocation {
  readonly url: string | undefined;
  /** A branch of the repository of the manifest: `busybox-1.35_amd64`. */
  readonly branch: string;
}
