import type { Artifact } from '../package/package.ts';
import type { Plan } from './plan.ts';

/** Whether an artifact, or what it becomes, lies in the cache. */
export type IsAtHand = (artifact: Artifact) => boolean;

/** The plan with the bytes that have still to be downloaded in its totals: what is at hand, or is published nowhere, is none. */
export function withDownloads<P extends Pick<Plan, 'steps' | 'totals'>>(plan: P, isAtHand: IsAtHand): P {
  const missing = new Map<string, number>();
  for (const { after } of plan.steps) {
    const artifact = after?.artifact;
    if (artifact && artifact.urls.length > 0 && !isAtHand(artifact))
      missing.set(artifact.sha256, artifact.size);
  }
  const download = [...missing.values()].reduce((sum, size) => sum + size, 0);
  return { ...plan, totals: { ...plan.totals, download } };
}
