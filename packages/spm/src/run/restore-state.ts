import fs from 'node:fs';

import { SpmError } from '../errors.ts';
import type { PackageId } from '../package/package.ts';
import { filesOf } from '../state/file-lists.ts';
import { resolvedIn } from '../state/find-owners.ts';
import { NOTHING_INSTALLED, printInstalled, type InstalledSet } from '../state/installed.ts';
import {
  DUE_FILE,
  HISTORY_DIRECTORY,
  HISTORY_FILE,
  INSTALLED_FILE,
  OWNERS_FILE,
  WORLD_FILE,
} from '../state/layout.ts';
import { OwnerTable, readOwners } from '../state/owners.ts';
import { printSummary, summaryOf, type TransactionRecord } from '../state/record.ts';
import type { StateStore } from '../state/store.ts';
import { printWorld } from '../world/text.ts';
import { changed, type World } from '../world/world.ts';
import { NOTHING_DUE, printDue, readDue } from './hooks/due.ts';
import { installedAfter, type StateFile } from './next-state.ts';

/** A file of the state that the records of transactions can be made into. */
interface Restorable {
  readonly path: string;
  /** @throws SpmError `state-malformed` when it is damaged or lost */
  readonly read: (store: StateStore) => unknown;
  readonly make: (store: StateStore, records: () => readonly TransactionRecord[]) => string | Uint8Array;
}

/** Exit status of what this user may not read. */
const PERMISSION = 12;

const RESTORABLE: readonly Restorable[] = [
  {
    path: INSTALLED_FILE,
    read: (store) => store.installed(),
    make: (_, records) => printInstalled(installedFrom(records())),
  },
  {
    path: WORLD_FILE,
    read: (store) => store.world(),
    make: (_, records) =>
      printWorld(records().reduce<World>((world, record) => changed(world, record.world), new Set())),
  },
  {
    path: HISTORY_FILE,
    read: (store) => store.history(),
    make: (_, records) =>
      records()
        .map((record) => printSummary(summaryOf(record)))
        .join(''),
  },
  { path: OWNERS_FILE, read: readOwners, make: (store, records) => ownersOf(store, records).format() },
  {
    path: DUE_FILE,
    read: readDue,
    make: (_, records) => printDue({ ...NOTHING_DUE, triggers: records().at(-1)?.triggers ?? [] }),
  },
];

/** The files of the state that are damaged or lost; a list of wishes that a person wrote wrongly is theirs to put right. */
export function damagedFiles(
  store: StateStore,
): readonly { readonly path: string; readonly error: SpmError }[] {
  return RESTORABLE.flatMap(({ path, read }) => {
    try {
      read(store);
      return [];
    } catch (error) {
      if (!(error instanceof SpmError) || error.exit === PERMISSION) throw error;
      return error.code === 'state-malformed' ? [{ path, error }] : [];
    }
  });
}

/**
 * What damaged files of the state have to be: made from the records of all transactions, and from mpkg's lists of files.
 * @throws SpmError `state-malformed` when a record is damaged or lost as well
 */
export function restoredFiles(store: StateStore): StateFile[] {
  const damaged = new Set(damagedFiles(store).map(({ path }) => path));
  let known: readonly TransactionRecord[] | undefined;
  const records = (): readonly TransactionRecord[] => (known ??= allRecords(store));
  return RESTORABLE.filter(({ path }) => damaged.has(path)).map(({ path, make }) => {
    const content = make(store, records);
    return { path, content: typeof content === 'string' ? Buffer.from(content) : content };
  });
}

/** Oldest first. */
function allRecords(store: StateStore): TransactionRecord[] {
  const ids = fs
    .readdirSync(store.pathOf(HISTORY_DIRECTORY))
    .flatMap((name) => /^(\d+)\.json$/.exec(name)?.[1] ?? [])
    .map(Number);
  return Array.from({ length: Math.max(0, ...ids) }, (_, index) => store.record(index + 1));
}

function installedFrom(records: readonly TransactionRecord[]): InstalledSet {
  return records.reduce(installedAfter, NOTHING_INSTALLED);
}

/** Each file by the path in its list, and by where that leads. */
function ownersOf(store: StateStore, records: () => readonly TransactionRecord[]): OwnerTable {
  const owned = new Map<PackageId, readonly string[]>();
  for (const id of installedFrom(records()).packages.keys()) {
    const files = filesOf(store.root, id);
    owned.set(id, [...new Set([...files, ...files.map((file) => resolvedIn(store.root, file))])]);
  }
  return OwnerTable.EMPTY.with(owned);
}
