import { parseLine } from './lines.ts';
import { entryShape } from './shapes.ts';
import type { BuildIdentity, IndexEntry, PublishedFile } from './types.ts';

/** An entry as its line has it: whatever has a default may be left out. */
type EntryJson = Pick<IndexEntry, 'name' | 'version' | 'architecture' | 'summary'> &
  Partial<Omit<IndexEntry, 'installedSize' | 'build'>> & {
    readonly 'installed-size'?: number;
    readonly build?: Pick<BuildIdentity, 'source'> & Partial<BuildIdentity>;
  };

const NONE: readonly never[] = [];

function fillIn(json: EntryJson): IndexEntry {
  const { build } = json;
  return {
    name: json.name,
    version: json.version,
    architecture: json.architecture,
    kind: json.kind ?? 'package',
    standard: json.standard,
    summary: json.summary,
    description: json.description,
    licence: json.licence,
    homepage: json.homepage,
    essential: json.essential ?? false,
    group: json.group,
    parallel: json.parallel,
    depends: json.depends ?? NONE,
    recommends: json.recommends ?? NONE,
    conflicts: json.conflicts ?? NONE,
    provides: json.provides ?? NONE,
    replaces: json.replaces ?? NONE,
    pac: json.pac,
    source: json.source,
    installedSize: json['installed-size'] ?? 0,
    config: json.config ?? NONE,
    modes: json.modes ?? NONE,
    files: json.files,
    build: build && { source: build.source, commit: build.commit, options: build.options ?? {} },
    integration: json.integration,
    published: json.published,
  };
}

/** Reads the shape of one entry; `line` is its number, from 1. Throws `index-malformed`. */
export function parseIndexEntry(text: string, line: number): IndexEntry {
  return fillIn(parseLine(text, line, entryShape) as EntryJson);
}

function unlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function printBuild({ source, commit, options }: BuildIdentity): object {
  const sorted = Object.entries(options).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { source, commit, options: sorted.length === 0 ? undefined : Object.fromEntries(sorted) };
}

function printFile({ url, size, sha256 }: PublishedFile): PublishedFile {
  return { url, size, sha256 };
}

/** One line without its end: keys in one order, and nothing that a default says. */
export function printIndexEntry(entry: IndexEntry): string {
  const { pac, source, build } = entry;
  return JSON.stringify({
    name: entry.name,
    version: entry.version,
    architecture: entry.architecture,
    kind: entry.kind === 'package' ? undefined : entry.kind,
    standard: entry.standard,
    summary: entry.summary,
    description: entry.description,
    licence: entry.licence,
    homepage: entry.homepage,
    essential: entry.essential || undefined,
    group: entry.group,
    parallel: entry.parallel,
    depends: unlessEmpty(entry.depends),
    recommends: unlessEmpty(entry.recommends),
    conflicts: unlessEmpty(entry.conflicts),
    provides: unlessEmpty(entry.provides),
    replaces: unlessEmpty(entry.replaces),
    pac: pac && printFile(pac),
    source: source && printFile(source),
    'installed-size': entry.installedSize || undefined,
    config: unlessEmpty(entry.config),
    modes: unlessEmpty(
      entry.modes.map(({ path, mode, owner, group, capabilities }) => ({
        path,
        mode,
        owner,
        group,
        capabilities,
      })),
    ),
    files: entry.files,
    build: build && printBuild(build),
    integration: entry.integration,
    published: entry.published,
  });
}
