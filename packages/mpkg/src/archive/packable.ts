import type { Stats } from 'node:fs';
import type { EntryKind } from '../pac/kind.ts';
import { MAX_LEAF_BYTES } from '../pac/limits.ts';
import { faultOfName } from '../pac/name.ts';

const ANY_EXECUTE_BIT = 0o111;

/** What a file becomes in an archive, or why it has no place there. */
export type Packable =
  | { readonly kind: EntryKind; readonly fault: undefined }
  | { readonly kind: undefined; readonly fault: string };

export function packable(name: string, status: Stats): Packable {
  const kind = kindOf(status);
  if (kind === undefined) return refused(`it is a ${specialType(status)}`);
  if (kind !== 'link' && kind !== 'dir' && status.size > MAX_LEAF_BYTES)
    return refused('it has 4 GiB or more');
  const fault = faultOfName(name);
  return fault === undefined ? { kind, fault } : refused(fault);
}

function kindOf(status: Stats): EntryKind | undefined {
  if (status.isDirectory()) return 'dir';
  if (status.isSymbolicLink()) return 'link';
  if (!status.isFile()) return undefined;
  return status.mode & ANY_EXECUTE_BIT ? 'exec' : 'file';
}

function refused(fault: string): Packable {
  return { kind: undefined, fault };
}

function specialType(status: Stats): string {
  if (status.isFIFO()) return 'named pipe';
  if (status.isSocket()) return 'socket';
  return status.isBlockDevice() ? 'block device' : 'character device';
}
