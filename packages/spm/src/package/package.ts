import type { BuildIdentity, Integration, OptionValue, SchemeName } from '@mpkg/manifest';
import type { ModeRowJson } from '@mpkg/mpkg';

import type { MultiArch } from '../catalogue/record.ts';
import type { PackageKind } from '../solve/universe.ts';

/** The group that mpkg puts a package in when none is named. */
export const DEFAULT_GROUP = 'default';

/**
 * A package as mpkg knows it, `NAME` or `GROUP:NAME`: at most one version of it is installed. Parallel series and foreign
 * architectures have groups, and so ids, of their own.
 */
export type PackageId = string & { readonly __packageId: unique symbol };

/** Everything that installing, checking and undoing one package version takes; a repository's index says it. */
export interface Package {
  readonly name: string;
  readonly group: string;
  /** The user chose the group, and updates keep it; absent where the index or the architecture decides. */
  readonly isGroupChosen?: true;
  /** The series of versions that may be installed beside others; absent where there is one. */
  readonly series?: string;
  readonly version: string;
  /** Removing it breaks the system; absent where it does not. */
  readonly isEssential?: true;
  readonly architecture: string;
  /** The repository as the user named it; `local` for a build of the user's own. */
  readonly repository: string;
  /** Only a `package` has files. */
  readonly kind: PackageKind;
  readonly summary: string;
  readonly relations: Relations;
  /** Null for a package without files. */
  readonly artifact: Artifact | null;
  /** SHA-256 of the pac that is deployed, hexadecimal; null without files, and for a foreign package until it is converted. */
  readonly pac: string | null;
  /** Null while unknown: a foreign package says it when it is converted. */
  readonly attributes: Attributes | null;
  /** Size on disk, bytes. */
  readonly installedBytes: number;
  /** What it was built from, where its repository says it. */
  readonly build?: BuildIdentity;
  /** The options of its build that the user asked for. */
  readonly answers?: Readonly<Record<string, OptionValue>>;
  /** Paths of the pac, as bytes, that are not deployed, each with everything below it. Absent: what the world says. */
  readonly skipped?: readonly string[];
}

/** A package with files. */
export type PackageWithFiles = Package & { readonly artifact: Artifact };

/** Requirements as the repository writes them, with what it takes to read them. */
export interface Relations {
  /** The kind of repository whose grammar the texts follow. */
  readonly grammar: 'index' | 'debian';
  readonly scheme: SchemeName;
  readonly multiArch: MultiArch;
  readonly depends: readonly string[];
  readonly conflicts: readonly string[];
  readonly provides: readonly string[];
}

/** Where the bytes come from and what they have to be. */
export interface Artifact {
  /** A foreign package is converted first. */
  readonly kind: 'pac' | 'foreign';
  /** The published name: the last part of its URL. */
  readonly name: string;
  /** Absolute, best mirror first; none for a package that only the cache holds. */
  readonly urls: readonly string[];
  /** Of the artifact as published, hexadecimal. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** What a pac cannot say of its own contents. */
export interface Attributes {
  /** Files that belong to the user once they are installed: byte strings, from the pac's root, without a leading `/`. */
  readonly config: readonly string[];
  readonly modes: readonly ModeRowJson[];
  /** Maintainer scripts, run only on demand. */
  readonly scripts: readonly Script[];
  /** What it asks of the system around it. */
  readonly integration?: Integration;
}

export interface Script {
  /** `preinst`, `postinst`, `prerm`, `postrm`; others are only shown. */
  readonly name: string;
  /** A byte string, `#!` line included. */
  readonly content: string;
}

export const NO_ATTRIBUTES: Attributes = { config: [], modes: [], scripts: [] };

export function idOf({ name, group }: Pick<Package, 'name' | 'group'>): PackageId {
  return (group === DEFAULT_GROUP ? name : `${group}:${name}`) as PackageId;
}

/** The parts of an id. */
export function partsOf(id: PackageId): { readonly group: string; readonly name: string } {
  const colon = id.indexOf(':');
  return colon < 0
    ? { group: DEFAULT_GROUP, name: id }
    : { group: id.slice(0, colon), name: id.slice(colon + 1) };
}

/** What decides about the group of a package for which neither its index nor the user names one. */
export interface Grouped extends Pick<Package, 'name' | 'architecture'> {
  readonly series?: string | undefined;
}

/** A foreign architecture is a namespace of its own, and so is each series of a name: `i686`, `python-3.11`, `i686-python-3.11`. */
export function groupFor(found: Grouped, [native]: readonly string[]): string {
  const { architecture } = found;
  const isNative = architecture === native || architecture === 'all';
  return (isNative ? seriesGroup(found) : foreignGroup(found)) ?? DEFAULT_GROUP;
}

/** The namespace of a series of the native architecture; undefined for a package without one. */
export function seriesGroup({ name, series }: Omit<Grouped, 'architecture'>): string | undefined {
  return series === undefined ? undefined : `${name}-${series}`;
}

/** The namespace of a package if its architecture is a foreign one. */
export function foreignGroup({ architecture, ...found }: Grouped): string {
  const series = seriesGroup(found);
  return series === undefined ? architecture : `${architecture}-${series}`;
}

/** Whether the id is that of one of several series, which are asked for by the name that they share. */
export function isOfSeries(id: PackageId): boolean {
  const { group, name } = partsOf(id);
  return group.startsWith(`${name}-`);
}

export function hasFiles(found: Package): found is PackageWithFiles {
  return found.artifact !== null;
}
