import { SCHEMES, type SchemeName } from '@mpkg/manifest';
import { modesToJson, type ModesTable } from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';
import type { Converted } from '../foreign/converted.ts';
import { stateDigest } from '../state/digest.ts';
import { graphOf, newBreaches } from '../state/graph.ts';
import type { StateStore } from '../state/store.ts';
import { replacing } from './wishes.ts';
import { installedTriggers } from './known-triggers.ts';
import { makePlan, type Change } from './make-plan.ts';
import { DEFAULT_GROUP, idOf, type Attributes, type Package, type Relations } from '../package/package.ts';
import type { Plan } from './plan.ts';
import { graphAfter } from './whole.ts';

/** The repository of what no repository has: a build of the user's own, a file. */
export const LOCAL_REPOSITORY = 'local';

/** A pac of the user's own, in the cache. */
export interface LocalBuild {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  /** Of the pac in the cache, hexadecimal. */
  readonly sha256: string;
  /** Bytes of the pac. */
  readonly size: number;
  readonly modes: ModesTable;
}

/** A build as a package: it has files and asks for nothing. @throws SpmError `request-invalid` for what is no version */
export function packageOfBuild(build: LocalBuild): Package {
  const { name, version, architecture, sha256, size, modes } = build;
  const problem = SCHEMES.debian.problem(version);
  if (problem !== undefined) {
    throw new SpmError('request-invalid', `\`${version}\` is no version: ${problem.message}`, {
      subject: version,
    });
  }
  return {
    ...LOCAL,
    name,
    version,
    architecture,
    summary: 'built here',
    artifact: { kind: 'pac', name: `${name}-${version}.pac`, urls: [], sha256, size },
    pac: sha256,
    attributes: { config: [], modes: modesToJson(modes), scripts: [] },
    installedBytes: size,
  };
}

/** The file that a foreign package was converted from. */
export interface ForeignFile {
  /** The last part of its path. */
  readonly name: string;
  /** Hexadecimal. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
}

/** The version of what does not say one. */
export const NO_VERSION = '0';

/** A converted file as a package, with all that its format says of it. */
export function packageOfForeign(file: ForeignFile, converted: Converted, native: string): Package {
  const { facts, modes, configPaths, scripts } = converted;
  const attributes: Attributes = { config: configPaths, modes: modesToJson(modes), scripts };
  return {
    ...LOCAL,
    name: facts.name,
    version: facts.version ?? NO_VERSION,
    architecture: facts.architecture ?? native,
    summary: facts.record?.details.summary ?? `from ${file.name}`,
    relations: facts.record === undefined ? LOCAL.relations : relationsOf(facts.record),
    artifact: { kind: 'foreign', urls: [], ...file },
    pac: converted.sha256,
    attributes,
    installedBytes: facts.record?.installedBytes ?? converted.size,
  };
}

const SCHEME: SchemeName = 'debian';

const LOCAL = {
  group: DEFAULT_GROUP,
  repository: LOCAL_REPOSITORY,
  kind: 'package',
  relations: { grammar: 'index', scheme: SCHEME, multiArch: 'no', depends: [], conflicts: [], provides: [] },
} as const satisfies Partial<Package>;

type ForeignRecord = NonNullable<Converted['facts']['record']>;

function relationsOf({ multiArch, depends, conflicts, details }: ForeignRecord): Relations {
  const provides = details.provides?.split(/,\s*/) ?? [];
  return { grammar: 'debian', scheme: SCHEME, multiArch, depends, conflicts, provides };
}

/**
 * The plan to install a package that no repository has, beside or instead of what is installed under its name.
 * @throws SpmError `unsatisfiable` naming what it needs and nothing installed satisfies
 */
export function planLocal(store: StateStore, found: Package, request: readonly string[]): Plan {
  const id = idOf(found);
  const before = store.installed().packages.get(id) ?? null;
  const change: Change = { id, before, after: found, reason: { kind: 'explicit' } };
  const graph = graphOf(store);
  const breaches = newBreaches(graph, graphAfter(graph, [change]));
  if (breaches.length > 0) {
    const lines = breaches.map(
      (one) => `  ${one.id} ${one.kind === 'depends' ? 'needs' : 'excludes'} ${one.requirement}`,
    );
    throw new SpmError(
      'unsatisfiable',
      [`${found.name} does not fit what is installed`, ...lines].join('\n'),
      {
        subject: found.name,
        hint: `spm install ${breaches[0]?.requirement.split(/[\s|(]/)[0] ?? ''}`.trimEnd(),
        details: { breaches },
      },
    );
  }
  return makePlan({
    request,
    base: { state: stateDigest(store), catalogue: null },
    changes: [change],
    triggers: installedTriggers(store),
    world: replacing(store, { verb: 'install', subject: id, range: '', provider: undefined }),
  });
}
