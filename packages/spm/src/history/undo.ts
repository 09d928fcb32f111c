import { isDeepStrictEqual } from 'node:util';

import { SpmError } from '../errors.ts';
import { knownTriggers } from '../plan/known-triggers.ts';
import { makePlan, type Change } from '../plan/make-plan.ts';
import type { Package, PackageId } from '../package/package.ts';
import type { Plan } from '../plan/plan.ts';
import { assertWhole } from '../plan/whole.ts';
import { stateDigest } from '../state/digest.ts';
import { graphOf } from '../state/graph.ts';
import type { StateStore } from '../state/store.ts';
import { difference } from '../world/world.ts';
import type { TransactionRecord, TransactionSummary } from '../state/record.ts';
import { packageAfter, standing, worldAfter } from './replay.ts';

/**
 * The plan to what there would be, had the transaction not taken place: what later ones did stays. Without an id it is the
 * last one that stands. Undoing an undo puts back what that took out; undoing twice changes nothing more.
 * @throws SpmError `transaction-unknown`; `dependents-exist` naming what later came to depend on it
 */
export function planUndo(store: StateStore, transaction?: number): Plan {
  const history = store.history();
  const id = transaction ?? standing(history).at(-1);
  if (id === undefined) {
    const last = history.at(-1)?.id;
    const hint = last === undefined ? 'spm history' : `spm undo ${last}`;
    const message =
      last === undefined ? 'there is no transaction to undo' : 'every transaction is undone already';
    throw new SpmError('transaction-unknown', message, { hint });
  }
  store.record(id);
  const request = transaction === undefined ? ['undo'] : ['undo', String(transaction)];
  return planWithout(store, { history, undoes: [id], request });
}

/** The plan back to what there was after the transaction; 0 is the empty tree. @throws SpmError `transaction-unknown` */
export function planRollback(store: StateStore, transaction: number): Plan {
  if (transaction !== 0) store.record(transaction);
  const history = store.history();
  const undoes = history.map(({ id }) => id).filter((id) => id > transaction);
  return planWithout(store, { history, undoes, request: ['rollback', String(transaction)] });
}

interface Without {
  readonly history: readonly TransactionSummary[];
  readonly undoes: readonly number[];
  readonly request: readonly string[];
}

function planWithout(store: StateStore, { history, undoes, request }: Without): Plan {
  const recordsOf = (ids: readonly number[]): TransactionRecord[] => ids.map((id) => store.record(id));
  const now = standing(history);
  const then = standing([...history, { id: Number.POSITIVE_INFINITY, undoes }]);
  const turned = [...now.filter((id) => !then.includes(id)), ...then.filter((id) => !now.includes(id))];
  const wanted = recordsOf(then);
  const touched = new Set(recordsOf(turned).flatMap(({ steps }) => steps.map(({ id }) => id)));
  const changes = [...touched].flatMap((id) => changeTo(packageAfter(id, wanted), id, store));
  return makePlan({
    request,
    base: { state: stateDigest(store), catalogue: null },
    changes: assertWhole(graphOf(store), changes, request),
    world: difference(worldAfter(recordsOf(now)), worldAfter(wanted)),
    triggers: knownTriggers(
      store,
      history.map(({ id }) => id),
    ),
    undoes: turned.length === 0 ? [] : undoes,
  });
}

/** The change of a package to `after`, if it is one. */
function changeTo(after: Package | null, id: PackageId, store: StateStore): Change[] {
  const before = store.installed().packages.get(id) ?? null;
  if (isDeepStrictEqual(before && store.packageOf(before), after)) return [];
  return [{ id, before, after, reason: { kind: 'undo' } }];
}
