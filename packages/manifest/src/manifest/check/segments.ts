import { error, warning } from '../../diagnostics/diagnostic.ts';
import type { Finding } from '../../diagnostics/diagnostic.ts';
import { gaps, intersection, isNone, parseRange, printRange, union } from '../../ranges/index.ts';
import type { Interval, Range } from '../../ranges/index.ts';
import { refusalOf, keyComplaint } from '../../shape/complaint.ts';
import type { SchemeName } from '../../versions/scheme.ts';
import { schemeOf } from '../parts.ts';
import type { Manifest } from '../schema/manifest.ts';

interface Segment {
  readonly text: string;
  readonly range: Range;
}

/** Every pair of segments that a version could belong to both of; reported at the later one. */
function overlapFindings(segments: readonly Segment[]): readonly Finding[] {
  return segments.flatMap(({ text, range }, i) =>
    segments.slice(0, i).flatMap((earlier) => {
      const common = intersection(earlier.range, range);
      if (isNone(common)) return [];
      const message = `this overlaps \`${earlier.text}\`: both contain ${printRange(common)}`;
      const hint = 'end one before the other begins, as in `>=1 <2` and `>=2`';
      return [error('segments-overlap', keyComplaint(['version-range', text], message, hint))];
    }),
  );
}

/** Between `1.x` and `2.x` lie only the pre-releases of 2. */
function isOnlyPreReleases({ min, max }: Interval): boolean {
  const before = min?.version;
  return max !== undefined && (before === `${max.version}~` || before === `${max.version}-0`);
}

function gapFindings(segments: readonly Segment[], scheme: SchemeName): readonly Finding[] {
  const { intervals } = gaps(
    union(
      scheme,
      segments.map(({ range }) => range),
    ),
  );
  const missing = intervals.filter((interval) => !isOnlyPreReleases(interval));
  if (missing.length === 0) return [];
  const text = printRange({ scheme, intervals: missing });
  const message = `no segment contains ${text}`;
  return [
    warning(
      'segments-gap',
      keyComplaint(['version-range'], message, 'such a version cannot be built or installed'),
    ),
  ];
}

/** Segments that are malformed or overlap, and the versions between them that belong to none. */
export function segmentFindings(manifest: Manifest): readonly Finding[] {
  const scheme = schemeOf(manifest);
  const texts = Object.keys(manifest['version-range'] ?? {});
  const malformed = texts.flatMap((text) => {
    const wrong = refusalOf(['version-range', text], () => parseRange(text, scheme));
    return wrong === undefined ? [] : [error(wrong.code, { ...wrong, isKey: true })];
  });
  if (malformed.length > 0) return malformed;
  const segments = texts.map((text) => ({ text, range: parseRange(text, scheme) }));
  return [...overlapFindings(segments), ...gapFindings(segments, scheme)];
}
