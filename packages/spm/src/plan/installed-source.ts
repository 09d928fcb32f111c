import { createHash } from 'node:crypto';

import type { CandidateRecord, RankedRepository } from '../catalogue/index.ts';
import { parseRequirement } from '../formats/debian/index.ts';
import { GRAMMARS } from '../formats/native/index.ts';
import { answersOf } from '../state/requirements.ts';
import { FILE_REPOSITORY, INSTALLED_REPOSITORY } from './installed-candidates.ts';
import { DEFAULT_GROUP, type Package, type Relations } from '../package/package.ts';

/** The priority that most packages have. */
const OPTIONAL = 3;

/** Sources for the catalogue's compiler, one for each grammar; ranked last they are never preferred. */
export function installedSources(packages: readonly Package[]): RankedRepository[] {
  const groups = Map.groupBy(packages, ({ relations }) => `${relations.grammar} ${relations.scheme}`);
  return [...groups.values()].flatMap((members) => {
    const relations = members[0]?.relations;
    return relations === undefined ? [] : [sourceOf(INSTALLED_REPOSITORY, members, relations)];
  });
}

/** A source with the one package that is in a file; what it needs may come from elsewhere. */
export function fileSource(found: Package): RankedRepository {
  return { ...sourceOf(FILE_REPOSITORY, [found], found.relations), isWithdrawn: false };
}

function sourceOf(
  name: string,
  members: readonly Package[],
  { grammar, scheme }: Relations,
): RankedRepository {
  const records = members.map(recordOf);
  return {
    name,
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
    essential: found.isEssential ?? false,
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
      ...(provides.length > 0 && { provides: provides.join(', ') }),
    },
  };
}
