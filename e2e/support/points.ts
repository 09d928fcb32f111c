/**
 * Which points a run tries: all with MPKG_E2E=complete, else `sample` of them, spread evenly, the first and the last among
 * them.
 */
export function pointsToTry<T>(points: readonly T[], sample: number): readonly T[] {
  if (process.env['MPKG_E2E'] === 'complete' || points.length <= sample) return points;
  const step = (points.length - 1) / (sample - 1);
  return Array.from({ length: sample }, (_, at) => points[Math.round(at * step)] as T);
}
