import type { PackageId } from '../package/package.ts';
import type { Planning } from '../plan/planning.ts';

/** An installed version whose repository publishes other contents under the same version by now. */
export interface Republished {
  readonly id: PackageId;
  readonly version: string;
  readonly repository: string;
}

/**
 * Installed versions that were published anew, by the digests of their files. That is no update: which of the two is meant
 * only who published them knows.
 */
export function republished({ store, catalogue, candidates }: Planning): Republished[] {
  const { packages } = store.installed();
  return Array.from(candidates).flatMap(([id, candidate]): Republished[] => {
    const installed = packages.get(id);
    if (installed === undefined || catalogue.repositoryOf(candidate) !== installed.repository) return [];
    const { version, repository } = installed;
    const before = store.packageOf(installed).artifact?.sha256;
    const now = catalogue.detailsOf(candidate).sha256;
    return before === undefined || now === undefined || before === now ? [] : [{ id, version, repository }];
  });
}
