import type { Catalogue } from '../catalogue/index.ts';
import type { Candidate } from '../solve/index.ts';
import type { InstalledPackage, InstalledSet } from '../state/installed.ts';
import { partsOf, type PackageId } from '../package/package.ts';

/** The name under which a catalogue has what is installed but listed by no repository any more, or never was. */
export const INSTALLED_REPOSITORY = '(installed)';

/** The name under which a catalogue has a package that is in a file of the user's. */
export const FILE_REPOSITORY = '(file)';

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
