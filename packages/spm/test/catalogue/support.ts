import { join } from 'node:path';

import { temporaryDirectory } from '@mpkg/testkit';

import type { Catalogue, RankedRepository } from '../../src/catalogue/index.ts';
import { compileCatalogue, openCatalogue } from '../../src/catalogue/index.ts';
import type { CandidateRecord } from '../../src/catalogue/record.ts';
import { parseRequirement } from '../../src/formats/debian/index.ts';

/** A package of which only the telling parts are written. */
export type RecordSpec = Pick<CandidateRecord, 'name'> &
  Partial<Omit<CandidateRecord, 'details'>> & { readonly details?: Partial<CandidateRecord['details']> };

export function record({ details, ...spec }: RecordSpec): CandidateRecord {
  return {
    version: '1',
    architecture: 'amd64',
    series: '',
    multiArch: 'no',
    priority: 3,
    essential: false,
    kind: 'package',
    standard: undefined,
    depends: [],
    recommends: [],
    conflicts: [],
    replaces: [],
    provides: [],
    downloadBytes: 0,
    installedBytes: 0,
    ...spec,
    details: { summary: `about ${spec.name}`, ...details },
  };
}

/** A repository that follows Debian's rules, unless told otherwise. */
export function repository(
  name: string,
  specs: readonly RecordSpec[],
  rules: Partial<Pick<RankedRepository, 'scheme' | 'grammar' | 'succeedsOnlyAbsent' | 'isWithdrawn'>> = {},
): RankedRepository {
  return {
    name,
    scheme: 'debian',
    identity: `${name}-1`,
    grammar: parseRequirement,
    ...rules,
    records: inBatches(specs.map(record)),
  };
}

// oxlint-disable-next-line require-await -- the compiler takes records as they arrive
async function* inBatches(records: readonly CandidateRecord[]): AsyncGenerator<readonly CandidateRecord[]> {
  for (let from = 0; from < records.length; from += 3) yield records.slice(from, from + 3);
}

export type Architectures = readonly [string, ...string[]];

export interface Compiled extends Disposable {
  readonly path: string;
  readonly catalogue: Catalogue;
}

/** Compiles into a directory that disappears with the scope, and opens what came out. */
export async function compiled(
  repositories: readonly RankedRepository[],
  architectures: Architectures = ['amd64'],
): Promise<Compiled> {
  const directory = temporaryDirectory();
  const path = join(directory.path, 'catalogue');
  await compileCatalogue({ path, repositories, architectures });
  const opened = openCatalogue(path);
  if (opened.state !== 'ready') throw new Error(`the catalogue is ${opened.state}`);
  const { catalogue } = opened;
  return {
    path,
    catalogue,
    [Symbol.dispose]: () => {
      catalogue.close();
      directory[Symbol.dispose]();
    },
  };
}

/** `name version:architecture@repository`. */
export function label(catalogue: Catalogue, candidate: number): string {
  const { name, version, architecture } = catalogue.cardOf(candidate);
  return `${name} ${version}:${architecture}@${catalogue.repositoryOf(candidate)}`;
}

export function labels(catalogue: Catalogue, candidates: ArrayLike<number>): string[] {
  return Array.from(candidates, (candidate) => label(catalogue, candidate));
}
