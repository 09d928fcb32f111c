import type { BuildIdentity, IndexEntry, PublishedFile } from '../repository-index/types.ts';
import { printProvision, printRequirement } from '../requirements/index.ts';
import type { ResolvedManifest } from './resolve/types.ts';

/** What is known of a package only once it is built. */
export interface Built {
  /** `undefined` for a kind without files. */
  readonly pac: PublishedFile | undefined;
  /** The archive that it was built from. */
  readonly source?: PublishedFile;
  /** Bytes on disk. */
  readonly installedSize: number;
  /** `all` when the build does not depend on the architecture; by default that of the manifest's context. */
  readonly architecture?: string;
  readonly files?: readonly string[];
  readonly build?: BuildIdentity;
  readonly published?: string;
}

/** The entry of a repository index for a manifest that was resolved and built. */
export function indexEntryOf(resolved: ResolvedManifest, built: Built): IndexEntry {
  const { name, version, kind, standard, summary, description, licence, homepage } = resolved;
  const { essential, group, parallel, config, modes, integration } = resolved;
  return {
    name,
    version,
    architecture: built.architecture ?? resolved.architecture,
    kind,
    standard,
    summary,
    description,
    licence,
    homepage,
    essential,
    group,
    parallel,
    depends: resolved.depends.map(printRequirement),
    recommends: resolved.recommends.map(printRequirement),
    conflicts: resolved.conflicts.map(printRequirement),
    replaces: resolved.replaces.map(printRequirement),
    provides: resolved.provides.map(printProvision),
    pac: built.pac,
    source: built.source,
    installedSize: built.installedSize,
    config,
    modes,
    files: built.files,
    build: built.build,
    integration,
    published: built.published,
  };
}
