import { GrowableUint32 } from '../columns/growable.ts';
import { Lines } from '../columns/lines.ts';
import { SparseRowsEncoder } from '../sparse-rows.ts';
import type { CandidateTable } from './candidate-table.ts';
import { isStandard, type ProvisionsByName } from './providers.ts';

/** The names that somebody provides, in the order of bytes, and for each the candidates, in order of preference. */
export interface ProvidedNames {
  readonly names: Lines;
  /** As `SparseRows` reads them. */
  readonly providers: Uint32Array;
  /** Those among the providers that the name's abstract package declares its standard. */
  readonly standards: Uint32Array;
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
  const providers = new SparseRowsEncoder();
  const standards = new SparseRowsEncoder();
  for (const name of namesIn(table, provisions)) {
    const list = provisions[name] ?? NONE;
    names.push(table.names.text(name));
    providers.push(candidatesOf(list));
    standards.push(
      table.standards.has(name)
        ? candidatesOf(list.filter((provision) => isStandard(table, provision)))
        : NONE,
    );
  }
  return { names, providers: providers.encode(), standards: standards.encode() };
}

/** In the order of bytes. */
function namesIn(table: CandidateTable, provisions: ProvisionsByName): Uint32Array {
  const provided = new GrowableUint32();
  for (let name = 0; name < provisions.length; name++) if (provisions[name]) provided.push(name);
  return provided.slice().sort((a, b) => table.names.lines.compare(a, b));
}
