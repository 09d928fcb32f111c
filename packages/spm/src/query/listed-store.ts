import type { Catalogue, MultiArch } from '../catalogue/index.ts';
import { packageOf, type PackageSources } from '../plan/package-of.ts';
import { DEFAULT_GROUP, idOf, NO_ATTRIBUTES, type Package, type PackageId } from '../plan/package.ts';
import type { Candidate } from '../solve/index.ts';
import { INSTALLED_FILE } from '../state/layout.ts';
import type { InstalledPackage, InstalledSet } from '../state/installed.ts';
import { StateStore } from '../state/store.ts';
import { printWish } from '../world/text.ts';
import type { World } from '../world/world.ts';
import type { Listed } from './installed-list.ts';

/** What the packages of a list are, told by the repositories where they have the version. */
export interface ListSource {
  readonly catalogue: Catalogue;
  readonly sources: PackageSources;
  readonly list: readonly Listed[];
  /** As it was written; plans are based on it. */
  readonly text: string;
}

/** The state of a system that exists only as a list of what is installed on it: for plans that are never carried out here. */
export class ListedStore extends StateStore {
  readonly #packages: ReadonlyMap<PackageId, Package>;
  readonly #world: World;
  readonly #text: string;

  constructor(root: string, { catalogue, sources, list, text }: ListSource) {
    super(root);
    const packages = list.map((listed) => packageOfListed(catalogue, sources, listed));
    this.#packages = new Map(packages.map((found) => [idOf(found), found]));
    this.#text = text;
    const asked = packages.filter((_, index) => list[index]?.explicit);
    this.#world = new Set(
      asked.map((found) =>
        printWish({ verb: 'install', subject: idOf(found), range: '', provider: undefined }),
      ),
    );
  }

  override installed(): InstalledSet {
    const packages = new Map(Array.from(this.#packages, ([id, found]) => [id, installedOf(id, found)]));
    return { transaction: 0, packages };
  }

  override world(): World {
    return this.#world;
  }

  override text(file: string): string {
    return file === INSTALLED_FILE ? this.#text : '';
  }

  override packageOf(installed: Pick<InstalledPackage, 'id' | 'transaction'>): Package {
    return this.#packages.get(installed.id) ?? super.packageOf(installed);
  }
}

function installedOf(id: PackageId, found: Package): InstalledPackage {
  const { version, relations, architecture, repository, installedBytes } = found;
  return { id, version, scheme: relations.scheme, architecture, repository, installedBytes, transaction: 0 };
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
