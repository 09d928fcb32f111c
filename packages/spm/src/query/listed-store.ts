import type { Catalogue, MultiArch } from '../catalogue/index.ts';
import { printRecord, RECORD_SCHEMA } from '../state/record.ts';
import { makePlan } from '../plan/make-plan.ts';
import { packageOf, type PackageSources } from '../plan/package-of.ts';
import { DEFAULT_GROUP, idOf, NO_ATTRIBUTES, type Package } from '../package/package.ts';
import type { Candidate } from '../solve/index.ts';
import { INSTALLED_FILE, recordFile, WORLD_FILE } from '../state/layout.ts';
import { printInstalled, type InstalledPackage } from '../state/installed.ts';
import { StateStore } from '../state/store.ts';
import { printWish, printWorld } from '../world/text.ts';
import type { Listed } from './installed-list.ts';

/** What the packages of a list are, told by the repositories where they have the version. */
export interface ListSource {
  readonly catalogue: Catalogue;
  readonly sources: PackageSources;
  readonly list: readonly Listed[];
}

/** The state of a system that exists only as a list of what is installed on it: for plans that are never carried out here. */
export class ListedStore extends StateStore {
  readonly #files: ReadonlyMap<string, string>;

  constructor(root: string, { catalogue, sources, list }: ListSource) {
    super(root);
    const packages = list.map((listed) => packageOfListed(catalogue, sources, listed));
    const explicit = packages.filter((_, index) => list[index]?.explicit);
    this.#files = new Map([
      [INSTALLED_FILE, installedText(packages)],
      [WORLD_FILE, worldText(explicit)],
      [recordFile(TRANSACTION), recordText(packages)],
    ]);
  }

  override bytes(file: string): Buffer | undefined {
    const text = this.#files.get(file);
    return text === undefined ? undefined : Buffer.from(text);
  }
}

/** The one that would have installed it all. */
const TRANSACTION = 1;

function installedText(packages: readonly Package[]): string {
  const installed = packages.map((found): InstalledPackage => {
    const { version, relations, architecture, repository, installedBytes } = found;
    const id = idOf(found);
    const { scheme } = relations;
    return { id, version, scheme, architecture, repository, installedBytes, transaction: TRANSACTION };
  });
  const byId = new Map(installed.map((found) => [found.id, found]));
  return printInstalled({ transaction: TRANSACTION, packages: byId });
}

function worldText(explicit: readonly Package[]): string {
  const wishes = explicit.map((found) =>
    printWish({ verb: 'install', subject: idOf(found), range: '', provider: undefined }),
  );
  return printWorld(new Set(wishes.toSorted()));
}

function recordText(packages: readonly Package[]): string {
  const changes = packages.map((after) => {
    return { id: idOf(after), before: null, after, reason: { kind: 'explicit' } } as const;
  });
  const { request, steps, world, triggers, undoes } = makePlan({
    request: ['list'],
    base: { state: '', catalogue: null },
    changes,
  });
  const date = new Date(0).toISOString();
  return printRecord({
    schema: RECORD_SCHEMA,
    id: TRANSACTION,
    date,
    request,
    steps,
    world,
    triggers,
    undoes,
  });
}

function packageOfListed(catalogue: Catalogue, sources: PackageSources, listed: Listed): Package {
  const carriers = catalogue
    .carriersOf(listed.name)
    .filter((candidate) => fitsArchitecture(catalogue, candidate, listed));
  const same = carriers.find((candidate) => catalogue.versionOf(candidate) === listed.version);
  return same === undefined
    ? unlistedPackage(catalogue, listed, carriers[0])
    : packageOf(catalogue, same, sources);
}

function fitsArchitecture(catalogue: Catalogue, candidate: Candidate, { architecture }: Listed): boolean {
  return architecture === undefined || catalogue.architectureOf(candidate) === architecture;
}

/** A version that no repository has: nothing is known of what it needs. */
function unlistedPackage(catalogue: Catalogue, listed: Listed, other: Candidate | undefined): Package {
  const { name, version } = listed;
  const [native = 'all'] = catalogue.architectures;
  const known = other === undefined ? undefined : catalogue.cardOf(other);
  const architecture = listed.architecture ?? known?.architecture ?? native;
  const multiArch: MultiArch = known?.multiArch ?? 'no';
  const scheme = catalogue.repositories[known?.repository ?? 0]?.scheme ?? 'debian';
  return {
    name,
    version,
    architecture,
    group: architecture === native || architecture === 'all' ? DEFAULT_GROUP : architecture,
    repository: known === undefined ? 'local' : (catalogue.repositories[known.repository]?.name ?? 'local'),
    kind: known?.kind ?? 'package',
    summary: '',
    relations: { grammar: 'index', scheme, multiArch, depends: [], conflicts: [], provides: [] },
    artifact: null,
    pac: null,
    attributes: NO_ATTRIBUTES,
    installedBytes: known?.installedBytes ?? 0,
  };
}
