import type { Interval } from './interval.ts';
import type { Range } from './range.ts';

function printInterval({ min, max }: Interval): string {
  if (min === undefined && max === undefined) return '*';
  // A closed interval of one version: were an end not included, it would be empty.
  if (min !== undefined && min.version === max?.version) return `=${min.version}`;
  const from = min === undefined ? [] : [`${min.inclusive ? '>=' : '>'}${min.version}`];
  const to = max === undefined ? [] : [`${max.inclusive ? '<=' : '<'}${max.version}`];
  return [...from, ...to].join(' ');
}

/** The canonical text of a range, which reads back as the same range; `<none>`, which does not, for the empty one. */
export function printRange(range: Range): string {
  return range.intervals.length === 0 ? '<none>' : range.intervals.map(printInterval).join(' || ');
}
