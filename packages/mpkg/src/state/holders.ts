import { MpkgError } from '../errors.ts';
import { textOfBytes, type Bytes } from '../bytes.ts';
import { readBytes } from '../tree/look.ts';
import type { PackageRecord } from './record.ts';
import { COUNTS_FILE, type StateStore } from './store.ts';

/** How many packages hold each directory that was made for packages. */
export type Holders = ReadonlyMap<Bytes, number>;

export function holdersOf(records: Iterable<Pick<PackageRecord, 'directories'>>): Holders {
  const holders = new Map<Bytes, number>();
  for (const { directories } of records)
    for (const directory of directories) holders.set(directory, (holders.get(directory) ?? 0) + 1);
  return holders;
}

/**
 * The list of counted directories as it has to be for these holders. What it counts beyond them stays: the state holds the
 * directories made for itself, and a record that cannot be read may hold some.
 */
export function recount(text: Bytes, holders: Holders): Bytes {
  const counts = new Map(holders);
  for (const line of text.split('\n').slice(0, -1)) {
    const [, digits, path] = /^([1-9]\d{0,8}) (.+)$/s.exec(line) ?? [];
    if (path === undefined) continue;
    counts.set(path as Bytes, Math.max(Number(digits), counts.get(path as Bytes) ?? 0));
  }
  const lines = [...counts.keys()].sort().map((path) => `${counts.get(path)} ${path}\n`);
  return lines.join('') as Bytes;
}

/** The list of counted directories, and as it has to be for the records that can be read. */
export function countedDirectories(store: StateStore): { readonly found: Bytes; readonly wanted: Bytes } {
  const found = readBytes(countsFile(store)) ?? ('' as Bytes);
  return { found, wanted: recount(found, holdersOf(readableRecords(store))) };
}

/** What is wrong with the list of counted directories; undefined when it fits all records that can be read. */
export function faultOfCounts(store: StateStore): MpkgError | undefined {
  const { found, wanted } = countedDirectories(store);
  if (found === wanted) return undefined;
  const subject = textOfBytes(countsFile(store));
  const reason = found === '' ? 'is missing' : 'is damaged: it does not fit the records of packages';
  return new MpkgError('state-malformed', `${subject} ${reason}`, { subject, hint: 'mpkg --recover' });
}

function countsFile({ directory }: StateStore): Bytes {
  return `${directory}/${COUNTS_FILE}` as Bytes;
}

function* readableRecords(store: StateStore): Generator<PackageRecord> {
  for (const id of store.packages()) {
    try {
      const record = store.readIfDeployed(id);
      if (record !== undefined) yield record;
    } catch (error) {
      if (!(error instanceof MpkgError) || error.code !== 'state-malformed') throw error;
    }
  }
}
