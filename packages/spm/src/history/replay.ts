import type { Package, PackageId } from '../package/package.ts';
import { changed, type World } from '../world/world.ts';
import type { TransactionRecord } from '../state/record.ts';

/**
 * The transactions that count: those that no later one undoes. An undo is no transaction of its own here but takes others
 * out, and back in once it is undone itself. Ids, ascending.
 */
export function standing(history: readonly Pick<TransactionRecord, 'id' | 'undoes'>[]): number[] {
  const out = new Set<number>();
  const found: number[] = [];
  for (const { id, undoes } of history.toReversed()) {
    if (out.has(id)) continue;
    if (undoes.length === 0) found.push(id);
    for (const undone of undoes) out.add(undone);
  }
  return found.toReversed();
}

/** What a package is after the given transactions, ascending; null when it is not installed. */
export function packageAfter(id: PackageId, records: readonly TransactionRecord[]): Package | null {
  const last = records.findLast(({ steps }) => steps.some((step) => step.id === id));
  return last?.steps.find((step) => step.id === id)?.after ?? null;
}

/** The world after the given transactions, ascending. */
export function worldAfter(records: readonly TransactionRecord[]): World {
  return records.reduce<World>((world, record) => changed(world, record.world), new Set());
}
