import { quoteBytes, type Bytes } from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';

/** A package that is damaged, cut, or not what it claims to be. */
export function malformedPackage(reason: string, cause?: unknown): SpmError {
  return new SpmError('package-malformed', reason, cause === undefined ? {} : { cause });
}

/** A member that is damaged, or contradicts another one. */
export function malformedMember(path: Bytes, reason: string): SpmError {
  return new SpmError('package-malformed', `member ${quoteBytes(path)}: ${reason}`, { subject: path });
}

/** A member that a pac has no form for: a device, a file over 4 GiB, a tree too deep. */
export function unsupportedMember(path: Bytes, reason: string): SpmError {
  return new SpmError('entry-unsupported', `member ${quoteBytes(path)}: ${reason}`, { subject: path });
}

/** A package that unpacks to more than is accepted, such as a decompression bomb; `member` is where that showed. */
export function tooLarge(limit: number, member?: string): SpmError {
  const place = member === undefined ? '' : `, with ${quoteBytes(member)}`;
  return new SpmError('size-limit', `it unpacks to more than ${limit} bytes${place}`, {
    ...(member !== undefined && { subject: member }),
    details: { limit },
  });
}
