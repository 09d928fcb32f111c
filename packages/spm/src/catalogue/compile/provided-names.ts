import { Lines } from '../columns/lines.ts';
import type { CandidateTable } from './candidate-table.ts';
import { isStandard, type ProvisionsByName } from './providers.ts';

/** The names that somebody provides, in the order of bytes, and for each the candidates, in order of preference. */
export interface ProvidedNames {
  readonly names: Lines;
  readonly providers: ReadonlyArray<readonly number[]>;
  /** Those among the providers that the name's abstract package declares its standard. */
  readonly standards: ReadonlyArray<readonly number[]>;
}

const NONE: readonly number[] = [];

/** @param numberOf the number of each candidate by arrival. */
export function providedNames(
  table: CandidateTable,
  numberOf: Uint32Array,
  provisions: ProvisionsByName,
): ProvidedNames {
  const candidatesOf = (list: readonly number[]): number[] => {
    const candidates = list.map((provision) => numberOf[table.provisions.candidateOf(provision)] ?? 0);
    return candidates.length < 2 ? candidates : [...new Set(candidates)];
  };
  const names = new Lines();
  const providers: number[][] = [];
  const standards: (readonly number[])[] = [];
  const provided = [...provisions.keys()].filter((name) => provisions[name] !== undefined);
  for (const name of provided.sort((a, b) => table.names.lines.compare(a, b))) {
    const list = provisions[name] ?? [];
    names.push(table.names.text(name));
    providers.push(candidatesOf(list));
    standards.push(
      table.standards.has(name)
        ? candidatesOf(list.filter((provision) => isStandard(table, provision)))
        : NONE,
    );
  }
  return { names, providers, standards };
}
