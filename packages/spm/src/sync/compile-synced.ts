import type { CompileSummary } from '../catalogue/index.ts';
import { compileCatalogue } from '../catalogue/index.ts';
import type { EventSink } from '../transport/events.ts';
import { catalogueSource, type ProblemSink } from './catalogue-source.ts';
import type { CatalogueOptions } from './current-catalogue.ts';
import { syncedRepositories } from './synced-repositories.ts';

/** Compiles all that was synced into the catalogue. Entries that cannot be read are passed over, with one warning a repository. */
export async function compileSynced(options: CatalogueOptions): Promise<CompileSummary> {
  const skipped = new Map<string, string[]>();
  const report: ProblemSink = (repository, { line, subject, message }) => {
    const texts = skipped.get(repository) ?? [];
    skipped.set(repository, [...texts, `line ${line}, ${subject}: ${message}`]);
  };
  const synced = syncedRepositories(options.storeFolder, options.repositories);
  const summary = await compileCatalogue({
    path: options.path,
    architectures: options.architectures,
    repositories: await Promise.all(synced.map((each) => catalogueSource(each, report))),
  });
  for (const [repository, texts] of skipped) warnSkipped(repository, texts, options.onEvent);
  return summary;
}

function warnSkipped(repository: string, texts: readonly string[], onEvent: EventSink): void {
  const message = `${texts.length} entries of ${repository} cannot be read and are passed over, such as: ${texts[0]}`;
  onEvent({ type: 'warning', warning: { code: 'index-entries-skipped', subject: repository, message } });
}
