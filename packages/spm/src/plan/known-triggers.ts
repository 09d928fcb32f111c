import type { StateStore } from '../state/store.ts';
import type { Trigger } from '../package/step.ts';

/** The first of each name. */
export function distinctTriggers(triggers: readonly Trigger[]): Trigger[] {
  return [...new Map(triggers.toReversed().map((trigger) => [trigger.name, trigger])).values()].toReversed();
}

/** The triggers that the given transactions knew, the latest first: for plans that ask no repository. */
export function knownTriggers(store: StateStore, transactions: Iterable<number>): Trigger[] {
  const ids = [...new Set(transactions)].sort((a, b) => b - a);
  return distinctTriggers(ids.flatMap((id) => store.record(id).triggers));
}

/** The triggers that are known to what is installed. */
export function installedTriggers(store: StateStore): Trigger[] {
  return knownTriggers(
    store,
    Array.from(store.installed().packages.values(), ({ transaction }) => transaction),
  );
}
