import { createHash } from 'node:crypto';

import type { Catalogue, CandidateRecord, RankedRepository } from '../catalogue/index.ts';
import { parseRequirement } from '../formats/debian/index.ts';
import { GRAMMARS } from '../formats/native/index.ts';
import type { Candidate } from '../solve/index.ts';
import { answersOf } from '../state/requirements.ts';
import type { InstalledPackage, InstalledSet } from '../state/installed.ts';
import { DEFAULT_GROUP, partsOf, type Package, type PackageId, type Relations } from './package.ts';

/** The priority that most packages have. */
const OPTIONAL = 3;

/** The name under which a catalogue has what is installed but listed by no repository any more, or never was. */
export const INSTALLED_REPOSITORY = '(installed)';

/** The candidate of each installed package, and what has none in the catalogue. */
export interface InstalledCandidates {
  readonly candidates: ReadonlyMap<PackageId, Candidate>;
  readonly unlisted: readonly InstalledPackage[];
}

export function matchInstalled(catalogue: Catalogue, { packages }: InstalledSet): InstalledCandidates {
  const candidates = new Map<PackageId, Candidate>();
  const unlisted: InstalledPackage[] = [];
  for (const found of packages.values()) {
    const candidate = candidateOf(catalogue, found);
    if (candidate !== undefined) candidates.set(found.id, candidate);
    if (candidate === undefined || catalogue.repositoryOf(candidate) === INSTALLED_REPOSITORY)
      unlisted.push(found);
  }
  return { candidates, unlisted };
}

/** That of the package's own repository before an equal one of another. */
function candidateOf(
  catalogue: Catalogue,
  { id, version, architecture, repository }: InstalledPackage,
): Candidate | undefined {
  const equal = catalogue.carriersOf(partsOf(id).name).filter((candidate) => {
    const card = catalogue.cardOf(candidate);
    return card.version === version && card.architecture === architecture;
  });
  const rank = (candidate: Candidate): number => {
    const from = catalogue.repositoryOf(candidate);
    if (from === repository) return 0;
    return from === INSTALLED_REPOSITORY ? 2 : 1;
  };
  return equal.sort((a, b) => rank(a) - rank(b))[0];
}

/** Sources for the catalogue's compiler, one for each grammar; ranked last they are never preferred. */
export function installedSources(packages: readonly Package[]): RankedRepository[] {
  const groups = Map.groupBy(packages, ({ relations }) => `${relations.grammar} ${relations.scheme}`);
  return [...groups.values()].flatMap((members) => {
    const relations = members[0]?.relations;
    return relations === undefined ? [] : [sourceOf(members, relations)];
  });
}

function sourceOf(members: readonly Package[], { grammar, scheme }: Relations): RankedRepository {
  const records = members.map(recordOf);
  return {
    name: INSTALLED_REPOSITORY,
    scheme,
    identity: createHash('sha256').update(JSON.stringify(records)).digest('hex'),
    isWithdrawn: true,
    grammar: grammar === 'debian' ? parseRequirement : GRAMMARS[scheme],
    records: inOneBatch(records),
  };
}

async function* inOneBatch(records: readonly CandidateRecord[]): AsyncGenerator<readonly CandidateRecord[]> {
  yield records;
}

/** What is left of a record after its package was installed. */
function recordOf(found: Package): CandidateRecord {
  const { name, version, architecture, group, series = '', kind, relations, installedBytes, summary } = found;
  const { multiArch, depends, conflicts, provides } = relations;
  return {
    name,
    version,
    architecture,
    series,
    multiArch,
    priority: OPTIONAL,
    essential: false,
    kind,
    standard: undefined,
    depends,
    recommends: [],
    conflicts,
    replaces: [],
    provides: answersOf(found).slice(1),
    downloadBytes: found.artifact?.size ?? 0,
    installedBytes,
    details: {
      summary,
      ...(group !== DEFAULT_GROUP && { group }),
      ...(series !== '' && { parallel: series }),
      provides: provides.join(', '),
    },
  };
}
