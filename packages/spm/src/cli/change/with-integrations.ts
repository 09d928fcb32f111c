import type { Call } from '@mpkg/cli';

import { followPlan } from '../../integrate/follow-plan.ts';
import { keepPacked } from '../../integrate/keep-packed.ts';
import type { Plan } from '../../plan/plan.ts';
import type { StateStore } from '../../state/store.ts';
import { cacheOf } from './open-artifacts.ts';

/** The plan of a call with the integrations that follow it; their archives are put into the cache, unless it is a dry run. */
export function withIntegrations(call: Call, store: StateStore, plan: Plan): Plan {
  const followed = followPlan(store, plan);
  for (const warning of followed.warnings) call.report.warn(warning);
  if (!call.options['dry-run']) keepPacked(cacheOf(call), followed.packed);
  return followed.plan;
}
