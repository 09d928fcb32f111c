import { MpkgError, type MpkgErrorCode } from '../errors.ts';

const FAULTS: ReadonlySet<MpkgErrorCode> = new Set<MpkgErrorCode>([
  'pac-malformed',
  'pac-truncated',
  'pac-trailing-data',
  'stream-corrupt',
  'digest-mismatch',
  'codec-unavailable',
]);

/** Errors that name their archive already. */
const named = new WeakSet<MpkgError>();

/** A fault of an archive, with the archive's name put before it. Any other error is returned as it is. */
export function archiveError(path: string, error: unknown): unknown {
  if (error instanceof MpkgError && FAULTS.has(error.code) && !named.has(error)) {
    const { code, message, subject: entry, hint, cause } = error;
    const fault = new MpkgError(code, `${path}: ${message}`, {
      subject: path,
      ...(hint === undefined ? {} : { hint }),
      ...(entry === undefined ? {} : { details: { entry } }),
      ...(cause === undefined ? {} : { cause }),
    });
    named.add(fault);
    return fault;
  }
  return error;
}
