import { bytesOfText, quoteBytes, type Bytes } from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';

/**
 * The names in a member's path, outermost first; empty for the root itself. `./` before and `/` after say nothing.
 * @throws SpmError `path-denied` for an absolute path, or one that has `..` in it.
 */
export function memberPath(path: Bytes): readonly Bytes[] {
  if (path.startsWith('/')) throw denied(path, 'its path is absolute');
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw denied(path, 'its path leads upwards with ".."');
  return names as Bytes[];
}

/** The directories of a prefix that the user gives, from the root with or without a leading `/`. */
export function prefixPath(prefix: string): readonly Bytes[] {
  return memberPath(bytesOfText(prefix.replace(/^\/+/, '')));
}

/** The path that the names make. */
export function joined(path: readonly Bytes[]): Bytes {
  return path.join('/') as Bytes;
}

function denied(path: Bytes, reason: string): SpmError {
  return new SpmError('path-denied', `member ${quoteBytes(path)}: ${reason}`, { subject: path });
}
