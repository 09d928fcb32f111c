import { parseIndexEntry, printIndexEntry, type IndexEntry, type PublishedFile } from '@mpkg/manifest';

import { malformedPackage } from '../foreign/refusals.ts';
import { dependencyFacts } from './dependency-facts.ts';
import type { LayoutName } from './layout-name.ts';
import { homeOf, type PackageTree } from './package-tree.ts';
import { systemFacts } from './system-facts.ts';
import type { Texts } from './texts.ts';
import { versionFacts } from './version-facts.ts';

export interface LayoutFacts {
  readonly name: LayoutName;
  /** The files of `ver`, `dep`, `sys` and `cert`. */
  readonly texts: Texts;
  readonly commands: readonly string[];
  readonly tree: PackageTree;
  /** Absent when nothing goes into a pac: such a layout is a group of what it depends on. */
  readonly pac: PublishedFile | undefined;
}

/** The line of a repository's index for a layout. @throws SpmError `package-malformed` */
export function layoutEntry({ name, texts, commands, tree, pac }: LayoutFacts): IndexEntry {
  const ver = versionFacts(texts, name);
  const integration = systemFacts(texts, homeOf(name.name), commands);
  const entry: IndexEntry = {
    ...name,
    kind: pac === undefined ? 'group' : 'package',
    standard: undefined,
    summary: ver.summary ?? name.name,
    description: ver.description,
    licence: ver.licence,
    homepage: ver.homepage,
    essential: false,
    group: undefined,
    parallel: undefined,
    ...dependencyFacts(texts),
    pac,
    source: undefined,
    installedSize: tree.size,
    config: tree.config,
    modes: [],
    files: tree.files.length === 0 ? undefined : tree.files,
    build: ver.source === undefined ? undefined : { source: ver.source, commit: ver.commit, options: {} },
    integration: Object.keys(integration).length === 0 ? undefined : integration,
    published: ver.published,
  };
  return checked(entry);
}

/** What an index would refuse is refused here. */
function checked(entry: IndexEntry): IndexEntry {
  try {
    return parseIndexEntry(printIndexEntry(entry), 1);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw malformedPackage(`what it says cannot stand in an index: ${reason}`, error);
  }
}
