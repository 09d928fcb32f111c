import { quoteBytes, type Bytes } from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';

/** A member that a pac has no form for: a device, a file over 4 GiB, a tree too deep. */
export function unsupportedEntry(path: string, reason: string): SpmError {
  return new SpmError('entry-unsupported', `member ${quoteBytes(path)}: ${reason}`, { subject: path });
}

/** A member that contradicts another one. */
export function clashingEntry(path: Bytes, reason: string): SpmError {
  return new SpmError('package-malformed', `member ${quoteBytes(path)}: ${reason}`, { subject: path });
}
