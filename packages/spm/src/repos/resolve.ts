import type { RepositoryEntry, Settings } from '../config/index.ts';
import type { Repository } from './repository.ts';

/** The configured repositories with every default filled in, best first. */
export function resolveRepositories(settings: Settings): Repository[] {
  return settings.repositories.map((entry) => resolveRepository(entry, settings));
}

function resolveRepository(entry: RepositoryEntry, { arch, foreignArchs }: Settings): Repository {
  const { name, kind, urls, suites = [], components, architectures, trust = [], keyring } = entry;
  return {
    name,
    kind,
    urls: urls.map((url) => new URL(url)),
    suites,
    components: components ?? (suites.length > 0 ? ['main'] : []),
    architectures: architectures ?? [...new Set([arch, ...foreignArchs])],
    trust,
    keyring,
  };
}
