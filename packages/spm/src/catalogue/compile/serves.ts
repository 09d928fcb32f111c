import type { CandidateTable } from './candidate-table.ts';
import type { Statement } from './relation-table.ts';

const NATIVE = 0;

/**
 * Whether a package of its architecture will do for a relation, as dpkg rules it (`archsatisfied` in `lib/dpkg/depcon.c`). A package
 * that is `separate` meets only its own architecture, in conflicts too, unless the relation says otherwise.
 *
 * @param qualifier what the relation says after `:`.
 */
export function serves(
  table: CandidateTable,
  candidate: number,
  statement: Statement,
  qualifier: string | undefined,
): boolean {
  const multiArch = table.multiArchOf(candidate);
  const architecture = table.architectureOf(candidate);
  if (multiArch === 'everywhere') return true;
  if (qualifier === undefined) {
    if (architecture === statement.architecture || multiArch === 'foreign') return true;
    return statement.isConflict && multiArch !== 'separate';
  }
  if (qualifier === 'any') {
    return multiArch === 'allowed' || multiArch === 'separate' || statement.isConflict;
  }
  if (qualifier === 'native') return architecture === NATIVE;
  return architecture === table.architectures.find(qualifier);
}
