import type { Bytes } from '../bytes.ts';
import type { EntryKind } from './kind.ts';

interface Sibling {
  readonly kind: EntryKind;
  readonly name: Bytes;
}

/** Packing order of the children of one directory: leaves first, then subdirectories, each by the bytes of the name. */
export function comparePackingOrder(a: Sibling, b: Sibling): number {
  const aDirectory = a.kind === 'dir';
  if (aDirectory !== (b.kind === 'dir')) return aDirectory ? 1 : -1;
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}
