import { decided } from '../plan/decisions.ts';
import { distinctTriggers } from '../plan/known-triggers.ts';
import { makePlan, type Change } from '../plan/make-plan.ts';
import type { Package, PackageId } from '../package/package.ts';
import type { Step } from '../package/step.ts';
import type { Plan } from '../plan/plan.ts';
import type { StateStore } from '../state/store.ts';
import { parseWish, printWish } from '../world/text.ts';
import { changed } from '../world/world.ts';
import { integrationId } from '../package/integration-id.ts';
import { draftIntegration, type IntegrationDraft, type IntegrationPlan } from './plan-integration.ts';
import { deployedPlace, type Place } from './place.ts';
import { INTEGRATION_TRIGGERS } from './triggers.ts';
import { integrationWishes, wishOfIntegration, type IntegrationWish } from './wishes.ts';

/**
 * The plan with what it takes for integrations to follow it: of packages that it changes, and of wishes that it makes or drops. What
 * a package asks for that has still to be converted is not known yet.
 * @param placeOf where a package will lie that comes; undefined while nobody knows
 * @throws SpmError `package-malformed`, `config-invalid`; what `placeOf` raises
 */
export async function followPlan(
  store: StateStore,
  plan: Plan,
  placeOf: (found: Package) => Promise<Place | undefined>,
): Promise<IntegrationPlan> {
  const drafts: IntegrationDraft[] = [];
  for (const { wish, found, arrives } of followed(store, plan)) {
    const place = arrives ? await placeOf(found) : deployedPlace(store.root, wish.id);
    if (place !== undefined) drafts.push(draftIntegration(store, wish, { found, place }));
  }
  const changes = [...drafts.flatMap(({ change }) => change ?? []), ...dropped(store, plan)];
  return {
    plan: changes.length === 0 ? plan : joined(plan, changes),
    packed: drafts.flatMap(({ packed }) => packed ?? []),
    warnings: drafts.flatMap(({ warnings }) => warnings),
  };
}

interface Followed {
  readonly wish: IntegrationWish;
  readonly found: Package;
  /** The plan brings it. */
  readonly arrives: boolean;
}

function followed(store: StateStore, plan: Plan): Followed[] {
  const steps = new Map<PackageId, Step>(plan.steps.map((step) => [step.id, step]));
  const { packages } = store.installed();
  const packageOf = (id: PackageId): Package | null => {
    const installed = packages.get(id);
    return steps.get(id)?.after ?? (installed === undefined ? null : store.packageOf(installed));
  };
  return integrationWishes(changed(store.world(), plan.world)).flatMap((wish) => {
    const isNew = plan.world.added.includes(printWish(wishOfIntegration(wish)));
    if (steps.has(integrationId(wish.id)) || !(isNew || steps.has(wish.id))) return [];
    if (steps.get(wish.id)?.after === null) return [];
    const found = packageOf(wish.id);
    return found === null || found.attributes === null ? [] : [{ wish, found, arrives: steps.has(wish.id) }];
  });
}

/** The integrations that no wish asks for any more. */
function dropped(store: StateStore, plan: Plan): Change[] {
  const { packages } = store.installed();
  const touched = new Set(plan.steps.map(({ id }) => id));
  const wished = new Set(integrationWishes(changed(store.world(), plan.world)).map(({ id }) => id));
  const gone = plan.world.removed.map(parseWish).filter(({ verb }) => verb === 'integrate');
  return [...new Set(gone.map(({ subject }) => subject as PackageId))].flatMap((of): Change[] => {
    const id = integrationId(of);
    const before = packages.get(id);
    if (before === undefined || touched.has(id) || wished.has(of)) return [];
    return [{ id, before, after: null, reason: { kind: 'explicit' } }];
  });
}

/** An integration goes before its package goes, and comes after it has come. */
function joined(plan: Plan, changes: readonly Change[]): Plan {
  const { request, base, totals } = plan;
  const own = decided(makePlan({ request, base, changes, triggers: INTEGRATION_TRIGGERS }), ['major']);
  return {
    ...plan,
    steps: [
      ...own.steps.filter(({ after }) => after === null),
      ...plan.steps,
      ...own.steps.filter(({ after }) => after !== null),
    ],
    triggers: distinctTriggers([...plan.triggers, ...own.triggers]),
    totals: { download: totals.download, disk: totals.disk + own.totals.disk },
  };
}
