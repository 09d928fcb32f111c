import type { Catalogue } from '../catalogue/catalogue.ts';
import { openCatalogue } from '../catalogue/open.ts';
import { SpmError } from '../errors.ts';
import type { Repository } from '../repos/repository.ts';
import type { CatalogueOptions } from './catalogue-options.ts';
import type { SyncedRepository } from './synced-repositories.ts';
import { contentIdentity, syncedRepositories } from './synced-repositories.ts';

/**
 * The catalogue of what is synced and configured now. One that is missing, damaged, of another format or of other repositories,
 * ranks or architectures is compiled anew first.
 *
 * @throws SpmError `catalogue-missing` when nothing was synced but has to be; exit 12 when it may not be written.
 */
export async function currentCatalogue(options: CatalogueOptions): Promise<Catalogue> {
  const synced = syncedRepositories(options.storeFolder, options.repositories);
  if (synced.length === 0 && options.needsNoRepository !== true) throw nothingSynced(options.repositories);
  const opened = openCatalogue(options.path);
  if (opened.state === 'ready') {
    if (isOf(opened.catalogue, synced, options.architectures)) return opened.catalogue;
    opened.catalogue.close();
  }
  const { compileSynced } = await import('./compile-synced.ts');
  await compileSynced(options);
  const compiled = openCatalogue(options.path);
  if (compiled.state === 'ready') return compiled.catalogue;
  throw new SpmError('catalogue-corrupt', `${options.path} cannot be read back`, { subject: options.path });
}

/** Whether a catalogue was made from exactly this, in this order. */
export function isOf(
  catalogue: Catalogue,
  synced: readonly SyncedRepository[],
  architectures: readonly string[],
): boolean {
  const made = catalogue.repositories
    .filter(({ name }) => !name.startsWith('('))
    .map(({ name, identity }) => `${name} ${identity}`);
  const wanted = synced.map((each) => `${each.name} ${contentIdentity(each)}`);
  return made.join('\n') === wanted.join('\n') && catalogue.architectures.join() === architectures.join();
}

/** Where nobody can be asked for packages, and what changes that. */
export function nothingSynced(repositories: readonly Repository[]): SpmError {
  const hasNone = repositories.length === 0;
  const message = hasNone ? 'no repository is configured' : 'no repository was synced yet';
  return new SpmError('catalogue-missing', message, { hint: hasNone ? 'spm repo add NAME URL' : 'spm sync' });
}
