import type { Call } from '@mpkg/cli';

import type { ArtifactCache } from '../../artifacts/cache.ts';
import type { Settings } from '../../config/index.ts';
import { followPlan } from '../../integrate/follow-plan.ts';
import { keepPacked } from '../../integrate/keep-packed.ts';
import type { Place } from '../../integrate/place.ts';
import type { Package } from '../../package/package.ts';
import type { Plan } from '../../plan/plan.ts';
import type { StateStore } from '../../state/store.ts';
import { openArtifacts } from './open-artifacts.ts';

/** A plan that was made, and what of. */
export interface MadeFrom {
  readonly plan: Plan;
  readonly store: StateStore;
}

interface Made extends MadeFrom {
  readonly cache: ArtifactCache;
}

/** The plan of a call with the integrations that follow it; their archives are put into the cache. */
export async function withIntegrations(call: Call, settings: Settings, made: Made): Promise<Plan> {
  const { store, plan, cache } = made;
  const followed = await followPlan(store, plan, (found) => placeOf(call, settings, { ...made, found }));
  for (const warning of followed.warnings) call.report.warn(warning);
  keepPacked(cache, followed.packed);
  return followed.plan;
}

/** Of a package that goes elsewhere than to the root, the beginning of its archive is read, and fetched where it is not here. */
async function placeOf(
  call: Call,
  { network }: Settings,
  { found, ...made }: MadeFrom & { readonly found: Package },
): Promise<Place | undefined> {
  const { arrivalPlace } = await import('../../run/placing/arrival-place.ts');
  const { Beginnings } = await import('../../run/beginnings.ts');
  using opened = openArtifacts(call, { network });
  const { offline, parallel: downloads } = network;
  using beginnings = new Beginnings({ ...opened, offline, downloads, signal: call.signal });
  return await arrivalPlace(found, made, async (wanted) => (await beginnings.of([wanted]))[0]);
}
