import type { Bytes } from './bytes.ts';
import { countedDirectories, faultOfCounts } from './state/holders.ts';
import { isInterrupted } from './state/interrupted.ts';
import { COUNTS_FILE, STATE_DIRECTORY } from './state/store.ts';
import { openWorkspace } from './state/workspace.ts';
import { JournalFile } from './transaction/journal-file.ts';
import { realDisk } from './tree/disk.ts';
import type { TransactionOptions } from './transaction/options.ts';
import type { Recovery } from './transaction/recover.ts';
import { openSession, type Session } from './transaction/session.ts';
import { Transaction } from './transaction/transaction.ts';

export interface StateRecovery extends Recovery {
  /** Whether the list of directories that were made for packages was lost or damaged, and made anew from their records. */
  readonly recounted: boolean;
}

/**
 * Brings a root to the state before or after a transaction that was interrupted; nothing happens when none was. Every
 * transaction does this first by itself. A list of directories that does not fit the records is made anew.
 * @throws MpkgError `locked`, `state-malformed`, `no-permission` and the like
 */
export async function recoverState(options: TransactionOptions = {}): Promise<StateRecovery> {
  const session = await openSession({ ...options, sweepsEverywhere: true });
  const recounted = await recountDirectories(session);
  return { ...session.recovery, recounted };
}

/** What `recoverState` would do, without a lock and without a change; paths that it would keep are not known before. */
export function rehearseRecovery(options: TransactionOptions = {}): StateRecovery {
  const { store } = openWorkspace(options);
  const recounted = faultOfCounts(store) !== undefined;
  if (!isInterrupted(store.directory)) return { outcome: 'nothing', kept: [], recounted };
  const journal = new JournalFile(options.disk ?? realDisk, store.directory, false).read();
  return { outcome: journal?.committed === true ? 'completed' : 'rolled-back', kept: [], recounted };
}

/** Releases the session. */
async function recountDirectories(session: Session): Promise<boolean> {
  let isOpen = true;
  try {
    const { store } = session.workspace;
    const { found, wanted } = countedDirectories(store);
    if (found === wanted) return false;
    const file = `/${COUNTS_FILE}`;
    // A line that was cut short keeps any transaction from beginning.
    if (found !== '') session.disk.truncate(store.directory + file, found.lastIndexOf('\n') + 1);
    await using transaction = new Transaction(session);
    isOpen = false;
    await transaction.attach(`${STATE_DIRECTORY}${file}` as Bytes, Buffer.from(wanted, 'latin1'));
    await transaction.commit();
    return true;
  } finally {
    if (isOpen) session.release();
  }
}
