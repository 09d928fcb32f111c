import { parseProvision, parseRequirement, printProvision, printRequirement } from '../requirements/index.ts';
import type { SchemeName } from '../versions/scheme.ts';
import { canonicalIntegration } from './integration.ts';
import type { IndexEntry } from './types.ts';

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}

/**
 * The entry as an index has it: requirements in their canonical text and in the order given, paths in ascending order. Throws
 * `requirement-invalid`, `range-invalid` or `version-invalid`.
 */
export function canonicalEntry(entry: IndexEntry, scheme: SchemeName): IndexEntry {
  const requirement = (text: string): string => printRequirement(parseRequirement(text, scheme));
  return {
    ...entry,
    depends: entry.depends.map(requirement),
    recommends: entry.recommends.map(requirement),
    conflicts: entry.conflicts.map(requirement),
    replaces: entry.replaces.map(requirement),
    provides: entry.provides.map((text) => printProvision(parseProvision(text, scheme))),
    config: entry.config.toSorted(),
    modes: entry.modes.toSorted(byPath),
    files: entry.files?.toSorted(),
    integration: entry.integration && canonicalIntegration(entry.integration),
  };
}
