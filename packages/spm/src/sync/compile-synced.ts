import type { CandidateRecord, CompileSummary, RankedRepository } from '../catalogue/index.ts';
import { compileCatalogue } from '../catalogue/index.ts';
import { catalogueSource, type ProblemSink } from './catalogue-source.ts';
import type { CatalogueOptions } from './catalogue-options.ts';
import type { SyncEventSink } from './events.ts';
import { syncedRepositories, type SyncedRepository } from './synced-repositories.ts';
import { unreadableIndex } from './unreadable-index.ts';

/** Compiles all that was synced into the catalogue. Entries that cannot be read are passed over, with one warning a repository. */
export async function compileSynced(options: CatalogueOptions): Promise<CompileSummary> {
  const skipped = new Map<string, string[]>();
  const report: ProblemSink = (repository, { line, subject, message }) => {
    const texts = skipped.get(repository) ?? [];
    skipped.set(repository, [...texts, `line ${line}, ${subject}: ${message}`]);
  };
  const synced = syncedRepositories(options.storeFolder, options.repositories);
  const sources = await Promise.all(synced.map((each) => readable(each, report)));
  const summary = await compileCatalogue({
    path: options.path,
    architectures: options.architectures,
    repositories: counted([...sources, ...(options.extra ?? [])], options.onEvent),
  });
  for (const [repository, texts] of skipped) warnSkipped(repository, texts, options.onEvent);
  return summary;
}

/** The source of a repository; what cannot be read says whose it is. */
async function readable(synced: SyncedRepository, report: ProblemSink): Promise<RankedRepository> {
  async function* records(source: RankedRepository): AsyncGenerator<readonly CandidateRecord[]> {
    try {
      yield* source.records;
    } catch (error) {
      throw unreadableIndex(synced.name, error);
    }
  }
  try {
    const source = await catalogueSource(synced, report);
    return { ...source, records: records(source) };
  } catch (error) {
    throw unreadableIndex(synced.name, error);
  }
}

/** The same repositories; whoever takes their records in is watched. */
function counted(repositories: readonly RankedRepository[], onEvent: SyncEventSink): RankedRepository[] {
  let candidates = 0;
  async function* watched(records: RankedRepository['records']): AsyncGenerator<readonly CandidateRecord[]> {
    for await (const batch of records) {
      yield batch;
      candidates += batch.length;
      onEvent({ type: 'compile', candidates });
    }
  }
  return repositories.map((repository) => ({ ...repository, records: watched(repository.records) }));
}

function warnSkipped(repository: string, texts: readonly string[], onEvent: SyncEventSink): void {
  const message = `${texts.length} entries of ${repository} cannot be read and are passed over, such as: ${texts[0]}`;
  onEvent({ type: 'warning', warning: { code: 'index-entries-skipped', subject: repository, message } });
}
