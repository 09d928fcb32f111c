import type { TransactionOptions } from './transaction/options.ts';
import { openSession } from './transaction/session.ts';
import { Transaction } from './transaction/transaction.ts';

/**
 * Locks the state of a root, recovers what an earlier run left unfinished, and opens a transaction. While it is open, the
 * process's umask is 022. Close it with `commit` or `abort`, or `await using` it.
 * @throws MpkgError `locked`, `file-not-found`, `config-invalid`, `state-malformed`, `no-permission` and the like
 */
export async function openTransaction(options: TransactionOptions = {}): Promise<Transaction> {
  const session = await openSession(options);
  try {
    return new Transaction(session);
  } catch (error) {
    session.release();
    throw error;
  }
}
