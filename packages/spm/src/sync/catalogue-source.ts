import type { CandidateRecord, RankedRepository } from '../catalogue/index.ts';
import type { IndexProblem } from '../formats/debian/index.ts';
import { parseRequirement, readPackages } from '../formats/debian/index.ts';
import { GRAMMARS, openIndex } from '../formats/native/index.ts';
import { decompressed } from '../repos/compression/decompress.ts';
import { debianArchitecture } from '../repos/debian/architecture.ts';
import type { KindName } from '../repos/repository.ts';
import type { SyncedIndex, SyncedRepository } from './synced-repositories.ts';
import { contentIdentity } from './synced-repositories.ts';

/** Told of each entry of a repository's index that was passed over. */
export type ProblemSink = (repository: string, problem: IndexProblem) => void;

type Records = Pick<RankedRepository, 'scheme' | 'grammar' | 'records' | 'succeedsOnlyAbsent'>;

/** How the indexes of each kind become records. */
const READERS: Readonly<
  Record<KindName, (synced: SyncedRepository, report: ProblemSink) => Promise<Records>>
> = {
  async index({ indexes: [index] }) {
    const { head, records } = await openIndex(contentOf(index));
    return { scheme: head.scheme, grammar: GRAMMARS[head.scheme], records };
  },
  async debian(synced, report) {
    return {
      scheme: 'debian',
      grammar: parseRequirement,
      succeedsOnlyAbsent: true,
      records: debianRecords(synced, report),
    };
  },
};

/** A synced repository as the compiler of the catalogue takes it. */
export async function catalogueSource(
  synced: SyncedRepository,
  report: ProblemSink,
): Promise<RankedRepository> {
  const { name, kind } = synced;
  return { name, identity: contentIdentity(synced), ...(await READERS[kind](synced, report)) };
}

function contentOf({ file, compression }: SyncedIndex): AsyncGenerator<Uint8Array> {
  return decompressed(file, compression);
}

async function* debianRecords(
  { name, architectures, indexes }: SyncedRepository,
  report: ProblemSink,
): AsyncGenerator<readonly CandidateRecord[]> {
  const configured = configuredNames(architectures);
  const isScattered = indexes.some(({ packages }) => packages[0] !== indexes[0].packages[0]);
  for (const index of indexes) {
    // Where packages of one repository lie below different URLs, each location is made a whole URL.
    const base = isScattered ? index.packages[0] : undefined;
    for await (const batch of readPackages(contentOf(index), (problem) => report(name, problem), base)) {
      yield configured.size === 0 ? batch : batch.map((record) => renamed(record, configured));
    }
  }
}

/** By Debian's name of an architecture the name that it is configured under, where that is another. */
function configuredNames(architectures: readonly string[]): ReadonlyMap<string, string> {
  const pairs = architectures.map((name) => [debianArchitecture(name), name] as const);
  return new Map(pairs.filter(([debian, name]) => debian !== name));
}

function renamed(record: CandidateRecord, configured: ReadonlyMap<string, string>): CandidateRecord {
  const architecture = configured.get(record.architecture);
  return architecture === undefined ? record : { ...record, architecture };
}
