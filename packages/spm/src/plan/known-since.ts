import type { Catalogue } from '../catalogue/index.ts';
import type { Candidate } from '../solve/index.ts';
import { seenKey, type FirstSeen } from '../state/first-seen.ts';

export interface KnownSinceInput {
  readonly catalogue: Catalogue;
  /** When a repository's index was made, milliseconds since 1970; undefined where its format has no date. */
  readonly indexDate: (repository: string) => number | undefined;
  readonly firstSeen: FirstSeen;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * When a version was there already, milliseconds since 1970: when it was published, where the index says it; else when the index was made
 * that has it, or when this machine first looked at it, whichever is earlier.
 */
export function knownSince({ catalogue, indexDate, firstSeen, now }: KnownSinceInput) {
  return (candidate: Candidate): number => {
    const { published } = catalogue.detailsOf(candidate);
    if (published !== undefined) return Date.parse(published);
    const { name, architecture, version } = catalogue.cardOf(candidate);
    const repository = catalogue.repositoryOf(candidate);
    const seen = firstSeen.get(seenKey({ name, architecture, version, repository }));
    return Math.min(seen === undefined ? now : Date.parse(seen), indexDate(repository) ?? now);
  };
}
