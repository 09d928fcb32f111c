import { SCHEMES } from '../versions/index.ts';
import type { SchemeName } from '../versions/scheme.ts';
import { EVERYTHING, between, contains, intersect, normalise } from './interval.ts';
import type { Bound, Interval } from './interval.ts';

/**
 * A set of versions of one scheme, in normal form: ascending intervals, none empty, with something between each two. Pre-releases
 * are versions like others: `>=1.0.0` contains `2.0.0-rc.1`.
 */
export interface Range {
  readonly scheme: SchemeName;
  readonly intervals: readonly Interval[];
}

/** Debian's relations (deb-control(5), "Depends"). */
export type DebianRelation = '<<' | '<=' | '=' | '>=' | '>>';

export function anyVersion(scheme: SchemeName): Range {
  return { scheme, intervals: [EVERYTHING] };
}

/** The range of a relation such as `>= 1.2`; the version is taken as it is, even where the scheme would refuse it. */
export function rangeOfRelation(scheme: SchemeName, relation: DebianRelation, version: string): Range {
  const bound: Bound = { version, inclusive: relation.includes('=') };
  const min = relation.startsWith('<') ? undefined : bound;
  const max = relation.startsWith('>') ? undefined : bound;
  return { scheme, intervals: [{ min, max }] };
}

export function satisfies(range: Range, version: string): boolean {
  const scheme = SCHEMES[range.scheme];
  for (const interval of range.intervals) {
    if (contains(scheme, interval, version)) return true;
  }
  return false;
}

/** Whether the range contains every version. */
export function isAny(range: Range): boolean {
  const [first] = range.intervals;
  return first !== undefined && first.min === undefined && first.max === undefined;
}

export function isNone(range: Range): boolean {
  return range.intervals.length === 0;
}

/** The versions in both; may be none. Both ranges belong to one scheme. */
export function intersection(a: Range, b: Range): Range {
  const scheme = SCHEMES[a.scheme];
  const common = a.intervals.flatMap((left) => b.intervals.map((right) => intersect(scheme, left, right)));
  return { scheme: a.scheme, intervals: normalise(scheme, common) };
}

/** The versions in any of the ranges, which belong to `scheme`. */
export function union(scheme: SchemeName, ranges: readonly Range[]): Range {
  const intervals = ranges.flatMap((range) => range.intervals);
  return { scheme, intervals: normalise(SCHEMES[scheme], intervals) };
}

/** The versions that the range skips between its lowest and its highest. */
export function gaps(range: Range): Range {
  return { scheme: range.scheme, intervals: between(range.intervals) };
}
