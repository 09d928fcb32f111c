import type { VersionScheme } from '../versions/scheme.ts';
import type { IndexEntry } from './types.ts';

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * The order of an index: by name, oldest version first, by architecture; versions that are equal though spelled differently, by
 * spelling. Zero only for two entries that describe the same package version.
 */
export function compareEntries(scheme: VersionScheme, a: IndexEntry, b: IndexEntry): number {
  return (
    compareText(a.name, b.name) ||
    scheme.compare(a.version, b.version) ||
    compareText(a.version, b.version) ||
    compareText(a.architecture, b.architecture)
  );
}
