import { ABSENT, schemeOfAll, type Arrangement } from './arrange.ts';
import type { CandidateTable } from './candidate-table.ts';

/**
 * The provisions of each name, by the number of the name: that of the standard provider first, then those of the better priority, then
 * those of the newest provided version, of none last; then by name, newest, rank. Those of candidates that were left out are not
 * there.
 */
export type ProvisionsByName = ReadonlyArray<readonly number[] | undefined>;

export function provisionsByName(table: CandidateTable, { numberOf }: Arrangement): ProvisionsByName {
  const byName: Array<number[] | undefined> = [];
  for (let provision = 0; provision < table.provisions.length; provision++) {
    if (numberOf[table.provisions.candidateOf(provision)] === ABSENT) continue;
    (byName[table.provisions.nameOf(provision)] ??= []).push(provision);
  }
  for (const provisions of byName) if (provisions) sortByPreference(table, numberOf, provisions);
  return byName;
}

/** Whether the provider is the one that the name's abstract package declares its standard. */
export function isStandard(table: CandidateTable, provision: number): boolean {
  const standard = table.standards.get(table.provisions.nameOf(provision));
  return standard !== undefined && standard.name === table.nameOf(table.provisions.candidateOf(provision));
}

function sortByPreference(table: CandidateTable, numberOf: Uint32Array, provisions: number[]): void {
  if (provisions.length < 2) return;
  const candidateOf = (provision: number): number => table.provisions.candidateOf(provision);
  const scheme = schemeOfAll(table, provisions.map(candidateOf));
  const byVersion = (a: string | undefined, b: string | undefined): number =>
    a === undefined || b === undefined
      ? Number(a === undefined) - Number(b === undefined)
      : scheme.compare(b, a);
  provisions.sort(
    (a, b) =>
      Number(isStandard(table, b)) - Number(isStandard(table, a)) ||
      table.priorityOf(candidateOf(a)) - table.priorityOf(candidateOf(b)) ||
      byVersion(table.provisions.versionOf(a), table.provisions.versionOf(b)) ||
      (numberOf[candidateOf(a)] ?? 0) - (numberOf[candidateOf(b)] ?? 0),
  );
}
