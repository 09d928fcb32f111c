import type { Bytes } from '../bytes.ts';
import type { PackageId } from '../package-id.ts';
import type { PlannedEntries } from './planned-entries.ts';

/** Everything that a deployment will change, decided before the first write. A plain value. */
export interface DeployPlan extends PackageId {
  /** Where the group puts its packages, from the root of the tree; empty for the root itself. */
  readonly prefix: Bytes;
  /** In archive order, without what is skipped and directories that are there. */
  readonly entries: PlannedEntries;
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
