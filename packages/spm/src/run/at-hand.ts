import type { ArtifactCache } from '../artifacts/cache.ts';
import { findConversion } from '../foreign/conversions.ts';
import type { IsAtHand } from '../plan/downloads.ts';

/** Tells what has not to be fetched: what is in the cache, or was converted before. */
export function atHandIn(cache: ArtifactCache): IsAtHand {
  return (artifact) =>
    cache.has(artifact) || (artifact.kind === 'foreign' && findConversion(cache, artifact) !== undefined);
}
