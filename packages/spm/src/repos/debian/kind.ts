import { SpmError } from '../../errors.ts';
import type { RepositoryKind } from '../kind.ts';
import type { Repository } from '../repository.ts';
import { aptListsLayout } from './apt-lists.ts';
import { archiveLayout } from './archive.ts';
import { singleFileLayout } from './single-file.ts';

/** Debian's format: an archive with suites, a single `Packages` file, or the folder of apt's own lists. */
export const debianKind: RepositoryKind = {
  places: async (repository) => layoutOf(repository).places(repository),
  read: async (repository, place, head) => layoutOf(repository).read(repository, place, head),
};

function layoutOf({ name, suites, urls }: Repository): RepositoryKind {
  if (suites.length > 0) return archiveLayout;
  const [url] = urls;
  if (url !== undefined && /\/Packages(\.[a-z0-9]+)?$/.test(url.pathname)) return singleFileLayout;
  if (url?.protocol === 'file:') return aptListsLayout;
  throw new SpmError('config-invalid', `repository ${name} names no suites`, {
    subject: name,
    hint: `spm repo add ${name} --kind debian --suite SUITE URL`,
  });
}
