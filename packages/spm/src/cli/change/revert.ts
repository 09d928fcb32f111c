import type { Call, Outcome } from '@mpkg/cli';

import { decided } from '../../plan/decisions.ts';
import type { Plan } from '../../plan/plan.ts';
import type { StateStore } from '../../state/store.ts';
import { settingsFor } from '../surroundings.ts';
import { carryOut } from './carry-out.ts';
import type { SCRIPTS_OPTION } from './options.ts';

/** Carries out a plan that goes back. Which versions it leads to was decided by naming what to go back to. */
export async function revert(
  call: Call<typeof SCRIPTS_OPTION>,
  plan: (store: StateStore) => Plan,
): Promise<Outcome> {
  return carryOut(call, {
    settings: await settingsFor(call),
    plan: (store) => decided(plan(store), ['major']),
    runScripts: call.options['run-scripts'],
  });
}
