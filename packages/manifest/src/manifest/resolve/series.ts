import type { Segment } from '../schema/manifest.ts';

/** The series of a version: its first number, its first two, or all of it; an epoch is no part of it. */
export function seriesOf(parallel: Segment['parallel'], version: string): string | undefined {
  if (parallel === undefined) return undefined;
  const upstream = version.slice(version.indexOf(':') + 1);
  if (parallel === 'version') return upstream.replaceAll(/[^A-Za-z0-9._+-]/g, '_');
  const numbers = /^\d+(?:\.\d+)*/.exec(upstream)?.[0].split('.') ?? [];
  return numbers.slice(0, parallel === 'major' ? 1 : 2).join('.');
}
