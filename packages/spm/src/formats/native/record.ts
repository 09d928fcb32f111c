import { isAny, parseProvision, parseRequirement, type IndexEntry, type SchemeName } from '@mpkg/manifest';
import type { CandidateDetails, CandidateRecord, RequirementGrammar } from '../../catalogue/record.ts';

const ALL = 'all';

/** Debian's priorities have no counterpart here: all packages are `optional`. */
const PRIORITY = 3;

/** How requirements are read in a repository of each versioning scheme. */
export const GRAMMARS: Readonly<Record<SchemeName, RequirementGrammar>> = {
  semver: grammarOf('semver'),
  debian: grammarOf('debian'),
};

function grammarOf(scheme: SchemeName): RequirementGrammar {
  return (text) =>
    parseRequirement(text, scheme).alternatives.map(({ name, architecture, range }) => ({
      name,
      architecture,
      range: isAny(range) ? undefined : range,
    }));
}

/** What the index says of one package. The entry is one that `IndexReader` accepted. */
export function recordOf(entry: IndexEntry, scheme: SchemeName): CandidateRecord {
  const { pac } = entry;
  return {
    name: entry.name,
    version: entry.version,
    architecture: entry.architecture,
    series: entry.parallel ?? '',
    multiArch: entry.architecture === ALL ? 'everywhere' : 'separate',
    priority: PRIORITY,
    essential: entry.essential,
    kind: entry.kind,
    standard: entry.standard,
    depends: entry.depends,
    recommends: entry.recommends,
    conflicts: entry.conflicts,
    replaces: entry.replaces,
    provides: entry.provides.map((text) => parseProvision(text, scheme)),
    downloadBytes: pac?.size ?? 0,
    installedBytes: entry.installedSize,
    details: detailsOf(entry),
  };
}

/** What is undefined or empty is left out when it is stored. */
function detailsOf(entry: IndexEntry): CandidateDetails {
  const { summary, description, licence, homepage, group, parallel, files, build } = entry;
  const { integration, published, pac, source } = entry;
  return JSON.parse(
    JSON.stringify({
      summary,
      location: pac?.url,
      sha256: pac?.sha256,
      homepage,
      licence,
      description,
      group,
      parallel,
      provides: entry.provides.length > 0 ? entry.provides.join(', ') : undefined,
      config: entry.config.length > 0 ? entry.config : undefined,
      modes: entry.modes.length > 0 ? entry.modes : undefined,
      files,
      build,
      sourceArchive: source,
      integration,
      published,
    }),
  ) as CandidateDetails;
}
