import type { StateStore } from '../state/store.ts';

/** The digests of everything that undoing the history takes, without a network: published artifacts, and what they became. */
export function keptDigests(store: StateStore): Set<string> {
  const kept = new Set<string>();
  for (const { id } of store.history()) {
    for (const { after } of store.record(id).steps) {
      if (after === null || after.artifact === null) continue;
      kept.add(after.artifact.sha256);
      if (after.pac !== null) kept.add(after.pac);
    }
  }
  return kept;
}
