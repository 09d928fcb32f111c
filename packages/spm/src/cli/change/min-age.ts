import { UsageError, type Call } from '@mpkg/cli';

import { knownSince } from '../../plan/known-since.ts';
import type { MinAge } from '../../plan/min-age.ts';
import type { Planning } from '../../plan/planning.ts';
import { readFirstSeen } from '../../state/first-seen.ts';
import { syncedHeads } from '../../sync/synced-heads.ts';
import { pathsOf } from '../surroundings.ts';

const HOUR = 60 * 60 * 1000;
const UNITS: Readonly<Record<string, number>> = { h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR, '': 24 * HOUR };

/** Milliseconds of `7d`, `36h`, `2w`; a bare number is of days. @throws UsageError */
export function parseAge(text: string): number {
  const [, number, unit = ''] = /^(\d+)([hdw]?)$/.exec(text) ?? [];
  const age = Number(number) * (UNITS[unit] ?? Number.NaN);
  if (Number.isSafeInteger(age)) return age;
  throw new UsageError(`"${text}" is no age`, 'spm update --min-age 7d');
}

/** What tells old versions from young ones, for a call that is made now. */
export function minAgeOf(
  call: Pick<Call, 'options' | 'cwd'>,
  age: number,
  { catalogue, sources, store }: Planning,
): MinAge {
  const folder = pathsOf(call).repositories;
  const now = Date.now();
  // Of a Debian archive the edition is the date of its release file; of a native index it is a serial number.
  const indexDate = (repository: string): number | undefined =>
    sources.grammarOf(repository) === 'debian'
      ? latest(syncedHeads(folder, repository).map(({ edition }) => edition))
      : undefined;
  const firstSeen = readFirstSeen(store);
  return { age, now, knownSince: knownSince({ catalogue, indexDate, firstSeen, now }) };
}

/** Undefined when one of them has no date. */
function latest(dates: readonly (number | null)[]): number | undefined {
  const known = dates.filter((date) => date !== null);
  return known.length < dates.length || known.length === 0 ? undefined : Math.max(...known);
}
