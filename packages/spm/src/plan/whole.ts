import { SpmError } from '../errors.ts';
import { newBreaches, type Breach, type PackageGraph } from '../state/graph.ts';
import type { Change } from './make-plan.ts';
import type { Package, PackageId } from '../package/package.ts';

/** The packages after the changes. */
export function graphAfter(before: PackageGraph, changes: readonly Change[]): PackageGraph {
  const next = new Map<PackageId, Package>(before.packages);
  for (const { id, after } of changes) {
    if (after === null) next.delete(id);
    else next.set(id, after);
  }
  return before.of(next.values());
}

/**
 * The changes, what is needed before what needs it, once no package is left without what it had.
 * @throws SpmError `dependents-exist` with `details.dependents`
 */
export function assertWhole(
  before: PackageGraph,
  changes: readonly Change[],
  request: readonly string[],
): readonly Change[] {
  const after = graphAfter(before, changes);
  const breaches = newBreaches(before, after);
  if (breaches.length > 0) throw dependentsExist(breaches, request);
  const order = new Map(after.byNeed().map((id, index) => [id, index]));
  return changes.toSorted((a, b) => (order.get(a.id) ?? -1) - (order.get(b.id) ?? -1));
}

const SHOWN = 5;

function dependentsExist(breaches: readonly Breach[], request: readonly string[]): SpmError {
  const lines = breaches.slice(0, SHOWN).map(({ id, kind, requirement }) => {
    return kind === 'depends' ? `  ${id} needs ${requirement}` : `  ${id} cannot be beside ${requirement}`;
  });
  const rest = breaches.length > SHOWN ? [`  … and ${breaches.length - SHOWN} more`] : [];
  const message = [
    `${request.join(' ')} would break what is installed; nothing was changed`,
    ...lines,
    ...rest,
  ];
  return new SpmError('dependents-exist', message.join('\n'), {
    subject: request.join(' '),
    hint: `spm why ${breaches[0]?.id ?? ''}`.trimEnd(),
    details: { dependents: breaches },
  });
}
