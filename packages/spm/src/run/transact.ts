import { openTransaction, StateReader, type Bytes } from '@mpkg/mpkg';

import { SpmError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { DUE_FILE } from '../state/layout.ts';
import { readOwners } from '../state/owners.ts';
import type { StateStore } from '../state/store.ts';
import { engineListener } from './engine-events.ts';
import { isNothing, joined, printDue, readDue, type Due } from './hooks/due.ts';
import { abandoned, removeOutputs } from './hooks/outputs.ts';
import { runScript } from './hooks/run-due.ts';
import { calledFor } from './hooks/triggers.ts';
import { nextState, type StateFile } from './next-state.ts';
import { changed } from '../world/world.ts';
import { Placing } from './placing/placing.ts';
import type { RunContext } from './context.ts';
import { Staging } from './staging.ts';

/** Stages all steps of a plan and the state after them, then makes everything visible at once. */
export async function transact(plan: Plan, id: number, context: RunContext): Promise<void> {
  const { state, emit, sync, waitSeconds, signal, disk } = context;
  const { store } = state;
  const listener = engineListener(emit);
  const placing = new Placing(new StateReader({ root: store.root }).configuration, plan);
  await using transaction = await openTransaction({
    root: store.root,
    configuration: placing.configuration,
    sync,
    waitSeconds,
    signal,
    disk,
    onEvent: listener.onEvent,
  });
  const staging = new Staging(transaction, { context, placing, world: changed(store.world(), plan.world) });
  await staging.stage(plan.steps);
  listener.merged(staging.merges);
  await runScriptsBefore(staging, context);
  const due = await dueAfter(plan, store, staging);
  const files = stateFiles(plan, id, { store, staging, now: context.now() });
  if (due !== undefined) files.push({ path: DUE_FILE, content: Buffer.from(printDue(due)) });
  for (const { path, content } of files) await transaction.attach(path as Bytes, content);
  await transaction.commit();
}

/** What is due after the commit; undefined when nothing is, nor was. */
async function dueAfter(plan: Plan, store: StateStore, staging: Staging): Promise<Due | undefined> {
  const due = joined(readDue(store), {
    merges: staging.merges,
    scripts: staging.scriptsAfter,
    triggers: calledFor(plan.triggers, [...staging.arriving, ...staging.leaving]),
  });
  const gone = abandoned(plan.triggers, staging);
  if (gone.length > 0) await removeOutputs(store, gone);
  return isNothing(due) && gone.length === 0 ? undefined : due;
}

interface Outcome {
  readonly store: StateStore;
  readonly staging: Staging;
  readonly now: Date;
}

function stateFiles(plan: Plan, id: number, { store, staging, now }: Outcome): StateFile[] {
  const before = {
    installed: store.installed(),
    world: store.world(),
    owners: readOwners(store),
    history: store.history(),
  };
  return nextState(before, { id, date: now.toISOString(), plan, deployed: staging.deployed });
}

/** @throws SpmError `tool-failed` when a script refuses; the transaction is then given up */
async function runScriptsBefore({ scriptsBefore }: Staging, { state, emit }: RunContext): Promise<void> {
  for (const script of scriptsBefore) {
    const failure = await runScript(state.store.root, script, emit);
    if (failure === undefined) continue;
    throw new SpmError('tool-failed', `${failure.name} ended with ${failure.status}; nothing was changed`, {
      subject: failure.name,
      details: { output: failure.output },
    });
  }
}
