/** Intervals of versions and their algebra; the order of versions is taken as dense. */
import type { VersionScheme } from '../versions/scheme.ts';

export interface Bound {
  readonly version: string;
  readonly inclusive: boolean;
}

/** All versions between two bounds; `undefined` is open. */
export interface Interval {
  readonly min: Bound | undefined;
  readonly max: Bound | undefined;
}

export const EVERYTHING: Interval = { min: undefined, max: undefined };

/** Orders lower bounds by what they let in first. */
function compareMin(scheme: VersionScheme, a: Bound | undefined, b: Bound | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return scheme.compare(a.version, b.version) || Number(b.inclusive) - Number(a.inclusive);
}

/** Orders upper bounds by what they let in last. */
function compareMax(scheme: VersionScheme, a: Bound | undefined, b: Bound | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return scheme.compare(a.version, b.version) || Number(a.inclusive) - Number(b.inclusive);
}

export function intersect(scheme: VersionScheme, a: Interval, b: Interval): Interval {
  return {
    min: compareMin(scheme, a.min, b.min) >= 0 ? a.min : b.min,
    max: compareMax(scheme, a.max, b.max) <= 0 ? a.max : b.max,
  };
}

export function isEmpty(scheme: VersionScheme, { min, max }: Interval): boolean {
  if (min === undefined || max === undefined) return false;
  const order = scheme.compare(min.version, max.version);
  return order > 0 || (order === 0 && !(min.inclusive && max.inclusive));
}

export function contains(scheme: VersionScheme, { min, max }: Interval, version: string): boolean {
  if (min !== undefined) {
    const order = scheme.compare(version, min.version);
    if (order < 0 || (order === 0 && !min.inclusive)) return false;
  }
  if (max === undefined) return true;
  const order = scheme.compare(version, max.version);
  return order < 0 || (order === 0 && max.inclusive);
}

/** Whether nothing lies between the end of one interval and the beginning of a later one. */
function touches(scheme: VersionScheme, max: Bound | undefined, min: Bound | undefined): boolean {
  if (max === undefined || min === undefined) return true;
  const order = scheme.compare(max.version, min.version);
  return order > 0 || (order === 0 && (max.inclusive || min.inclusive));
}

/** The same versions as ascending intervals, none empty, with something between each two. */
export function normalise(scheme: VersionScheme, intervals: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = [];
  const ascending = intervals
    .filter((interval) => !isEmpty(scheme, interval))
    .sort((a, b) => compareMin(scheme, a.min, b.min));
  for (const next of ascending) {
    const last = result.at(-1);
    if (last === undefined || !touches(scheme, last.max, next.min)) {
      result.push(next);
    } else if (compareMax(scheme, next.max, last.max) > 0) {
      result[result.length - 1] = { min: last.min, max: next.max };
    }
  }
  return result;
}

/** What lies between consecutive intervals of a normal form. */
export function between(intervals: readonly Interval[]): readonly Interval[] {
  return intervals.slice(1).map(({ min }, i) => {
    const max = intervals[i]?.max;
    return {
      min: max && { version: max.version, inclusive: !max.inclusive },
      max: min && { version: min.version, inclusive: !min.inclusive },
    };
  });
}
