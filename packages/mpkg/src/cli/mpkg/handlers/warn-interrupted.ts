import type { Reporter } from '@mpkg/cli';
import type { StateReader } from '../../../state-reader.ts';

/** What only reads goes on beside an interrupted transaction, and says so. */
export function warnIfInterrupted(reader: StateReader, report: Reporter): void {
  if (!reader.isInterrupted) return;
  report.warn({
    code: 'recovery-needed',
    message: 'a transaction was interrupted; run "mpkg --recover", or this may not be the last word',
  });
}
