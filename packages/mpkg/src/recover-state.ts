import type { TransactionOptions } from './transaction/options.ts';
import type { Recovery } from './transaction/recover.ts';
import { openSession } from './transaction/session.ts';

/**
 * Brings a root to the state before or after a transaction that was interrupted; nothing happens when none was. Every
 * transaction does this first by itself.
 * @throws MpkgError `locked`, `state-malformed`, `no-permission` and the like
 */
export async function recoverState(options: TransactionOptions = {}): Promise<Recovery> {
  const session = await openSession({ ...options, sweepsEverywhere: true });
  session.release();
  return session.recovery;
}
