const { MPKG_E2E, MPKG_E2E_SHARD } = process.env;

/** Whether to try everything, which takes long, instead of a sample. */
export const IS_COMPLETE = MPKG_E2E === 'complete';

/**
 * Which points a run tries: all with MPKG_E2E=complete, else `sample` of them, spread evenly, the first and the last among
 * them. MPKG_E2E_SHARD=I/N leaves every N-th of all, from the I-th, counted from 1: N runs together try each once.
 */
export function pointsToTry<T>(points: readonly T[], sample: number): readonly T[] {
  if (IS_COMPLETE) return shardOf(points);
  if (points.length <= sample) return points;
  const step = (points.length - 1) / (sample - 1);
  return Array.from({ length: sample }, (_, at) => points[Math.round(at * step)] as T);
}

function shardOf<T>(points: readonly T[]): readonly T[] {
  const [index = 1, count = 1] = MPKG_E2E_SHARD?.split('/').map(Number) ?? [];
  return points.filter((_, at) => at % count === index - 1);
}
