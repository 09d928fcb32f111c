import type { Stats } from 'node:fs';
import type { EntryKind } from '../pac/kind.ts';
import { MAX_LEAF_BYTES } from '../pac/limits.ts';
import { faultOfName } from '../pac/name.ts';

const ANY_EXECUTE_BIT = 0o111;

/** What a file becomes in an archive; `undefined` for what has no place there. */
export function kindOfFile(status: Stats): EntryKind | undefined {
  if (status.isDirectory()) return 'dir';
  if (status.isSymbolicLink()) return 'link';
  if (!status.isFile()) return undefined;
  return status.mode & ANY_EXECUTE_BIT ? 'exec' : 'file';
}

/** Why an archive cannot hold a file, apart from where it is. */
export function entryFault(name: string, status: Stats, kind: EntryKind | undefined): string | undefined {
  if (kind === undefined) return `it is a ${specialType(status)}`;
  if (status.size > MAX_LEAF_BYTES && (kind === 'file' || kind === 'exec')) return 'it has 4 GiB or more';
  return faultOfName(name);
}

function specialType(status: Stats): string {
  if (status.isFIFO()) return 'named pipe';
  if (status.isSocket()) return 'socket';
  return status.isBlockDevice() ? 'block device' : 'character device';
}
