import type { Bytes } from '../bytes.ts';
import type { EntryKind } from '../pac/kind.ts';
import type { PackageId } from '../package-id.ts';

/**
 * What to do with one entry of the archive:
 * - `make` a directory that is missing;
 * - `write` a leaf where nothing is, or will be by then;
 * - `refresh` a leaf of a package that leaves, unless its content is the same already;
 * - `carry` such a leaf over as it is.
 */
export type EntryAction = 'make' | 'write' | 'refresh' | 'carry';

export interface PlannedEntry {
  /** Its number in the archive's index; −1 for a directory above the package. */
  readonly entry: number;
  readonly action: EntryAction;
  readonly kind: EntryKind;
  /** Bytes of content. */
  readonly size: number;
  /** Where, free of links, from the root of the tree. */
  readonly directory: Bytes;
  readonly name: Bytes;
  /** The path to record, from the group's prefix. */
  readonly path: Bytes;
}

/** Everything that a deployment will change, decided before the first write. A plain value. */
export interface DeployPlan extends PackageId {
  /** Where the group puts its packages, from the root of the tree; empty for the root itself. */
  readonly prefix: Bytes;
  /** In archive order, without what is skipped and directories that are there. */
  readonly entries: readonly PlannedEntry[];
  /** The paths to skip that were asked for, besides those of the group, from the prefix. */
  readonly skips: readonly Bytes[];
  /** Paths from the prefix that are configuration. */
  readonly configuration: readonly Bytes[];
  /** The topmost paths of the archive that are skipped, from the prefix. */
  readonly skipped: readonly Bytes[];
  /** The directories of the package, from the root of the tree, outermost first. */
  readonly directories: readonly Bytes[];
  /** Directories (from the prefix) that lie elsewhere (from the root of the tree): links lead there. */
  readonly elsewhere: Readonly<Record<Bytes, Bytes>>;
}
