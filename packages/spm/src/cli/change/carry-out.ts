import { commandWith, type Call, type Outcome } from '@mpkg/cli';

import type { ArtifactCache } from '../../artifacts/cache.ts';
import type { Settings } from '../../config/index.ts';
import { assertDecided, decided } from '../../plan/decisions.ts';
import { assertFresh } from '../../plan/freshness.ts';
import { stateDigest } from '../../state/digest.ts';
import { withDownloads } from '../../plan/downloads.ts';
import type { Decision, Plan } from '../../plan/plan.ts';
import { atHandIn } from '../../run/at-hand.ts';
import { beginChange } from '../../run/begin.ts';
import { assertGroupsKnown } from '../../run/placing/known-groups.ts';
import { isEmpty, run } from '../../run/run.ts';
import { StateStore } from '../../state/store.ts';
import { rootOf } from '../surroundings.ts';
import { changeLines, shownPlan } from './dry-run.ts';
import { cacheOf, openArtifacts } from './open-artifacts.ts';
import { outcomeOf } from './outcome.ts';
import { planCache } from './plan-cache.ts';
import { reportRecovery } from './report-recovery.ts';
import type { PendingReset } from './reset-removed.ts';
import { runEvents } from './run-events.ts';
import { planWithChoices, settle } from './settle.ts';
import { terminalOf } from './terminal.ts';

export interface PlanAids {
  /** Chosen by the person at the terminal, where the plan needed a choice. */
  readonly providers: readonly string[];
  /** For archives that are made with the plan; of a dry run one that goes with it. */
  readonly cache: ArtifactCache;
}

/** A change that a command wants. */
export interface WantedChange {
  readonly settings: Settings;
  /**
   * Makes the plan, when nothing else changes the tree any more.
   */
  readonly plan: (store: StateStore, aids: PlanAids) => Plan | Promise<Plan>;
  /** The kinds of decision that the command's flags take. */
  readonly accepted?: readonly Decision['kind'][];
  readonly runScripts?: boolean;
  /** Prepares the tree for a plan that was agreed to; told whether that held, it finishes or takes back what it did. */
  readonly prepare?: (store: StateStore, plan: Plan) => Promise<PendingReset>;
  /** The identity of the catalogue now; by default the plan's own, for one that was just made. */
  readonly catalogue?: (store: StateStore, plan: Plan) => Promise<string | null>;
}

/**
 * What every changing command does: takes the lock, finishes what was interrupted, plans, shows the plan, has it agreed to, runs it,
 * and says what came of it. A dry run stops after the plan and takes no lock.
 */
export async function carryOut(call: Call, wanted: WantedChange): Promise<Outcome> {
  const root = rootOf(call);
  using terminal = terminalOf(call);
  const again = (words: readonly string[]): string => commandWith(call.words, words);
  const isAtHand = atHandIn(cacheOf(call));
  using planned = planCache(call);
  const makePlan = async (store: StateStore): Promise<Plan> => {
    const plan = await planWithChoices(
      async (providers) => wanted.plan(store, { providers, cache: planned.cache }),
      { terminal, again },
    );
    assertGroupsKnown(root, plan);
    return decided(withDownloads(plan, isAtHand), wanted.accepted ?? []);
  };
  if (call.options['dry-run']) {
    const store = new StateStore(root);
    const plan = await makePlan(store);
    await assertStillFresh(wanted, store, plan);
    return await shownPlan(call, wanted.settings, { plan, made: planned.cache });
  }
  const emit = runEvents(call.report);
  const { wait, yes } = call.options;
  using change = await beginChange(root, emit, { waitSeconds: wait, signal: call.signal });
  const { store } = change.state;
  reportRecovery(change.recovered, call.report);
  const made = await makePlan(store);
  const catalogue = await assertStillFresh(wanted, store, made);
  showPlan(made, call);
  const plan = await settle(made, { yes, terminal, again });
  assertDecided(plan, again);
  using opened = openArtifacts(call, wanted.settings);
  const { runScripts = false } = wanted;
  const prepared = await wanted.prepare?.(store, plan);
  const result = await heldBy(prepared, () =>
    run(plan, {
      state: change.state,
      artifacts: opened.artifacts,
      catalogue,
      now: () => new Date(),
      emit,
      runScripts,
      waitSeconds: wait,
      signal: call.signal,
    }),
  );
  return outcomeOf(call, store, { plan, result, runScripts });
}

/** Before anybody is asked to agree to it. @returns the identity of the catalogue now. @throws SpmError `plan-stale` */
async function assertStillFresh(wanted: WantedChange, store: StateStore, plan: Plan): Promise<string | null> {
  const catalogue =
    wanted.catalogue === undefined ? plan.base.catalogue : await wanted.catalogue(store, plan);
  assertFresh(plan, { state: stateDigest(store), catalogue });
  return catalogue;
}

async function heldBy<T>(prepared: PendingReset | undefined, step: () => Promise<T>): Promise<T> {
  try {
    const result = await step();
    prepared?.accept();
    return result;
  } catch (error) {
    prepared?.takeBack();
    throw error;
  }
}

function showPlan(plan: Plan, { report }: Pick<Call, 'report'>): void {
  const { steps, totals, decisions } = plan;
  report.event('plan', {
    steps: steps.map(({ id, action }) => ({ id, action })),
    totals,
    decisions,
  });
  if (isEmpty(plan)) return;
  for (const line of changeLines(plan)) report.note(line);
}
