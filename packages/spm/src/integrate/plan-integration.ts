import type { Warning } from '../errors.ts';
import { decided } from '../plan/decisions.ts';
import { makePlan, type Change } from '../plan/make-plan.ts';
import type { Package, PackageId } from '../package/package.ts';
import type { Plan } from '../plan/plan.ts';
import { replacing } from '../plan/wishes.ts';
import { verifyPackages } from '../state/verify.ts';
import { stateDigest } from '../state/digest.ts';
import { installedPackage, type StateStore } from '../state/store.ts';
import { integratedFiles } from './files.ts';
import { integrationId } from '../package/integration-id.ts';
import { packFiles, type PackedFiles } from './pack-files.ts';
import { packageOfIntegration } from './package-of-integration.ts';
import { deployedPlace, type Place } from './place.ts';
import { relocated } from './relocate.ts';
import { INTEGRATION_TRIGGERS } from './triggers.ts';
import { wishOfIntegration, type IntegrationWish } from './wishes.ts';

export interface IntegrationPlan {
  readonly plan: Plan;
  /** The archives that the plan deploys; they have to be in the cache when it is carried out. */
  readonly packed: readonly PackedFiles[];
  readonly warnings: readonly Warning[];
}

/**
 * Plans to apply what installed packages ask of the system around them. An integration is a package of links and texts: deployed, checked
 * and undone like any other, it overwrites nothing. What is applied already, and unharmed, is no step. Another major version was decided
 * on when the package itself was updated.
 * @throws SpmError `package-not-installed`, `package-malformed`
 */
export function planIntegration(store: StateStore, wishes: readonly IntegrationWish[]): IntegrationPlan {
  const installed = store.installed();
  const drafts = wishes.map((wish) =>
    draftIntegration(store, wish, {
      found: store.packageOf(installedPackage(installed, wish.id)),
      place: deployedPlace(store.root, wish.id),
    }),
  );
  const wanted = drafts.flatMap(({ wish, packed }) =>
    packed === undefined ? [] : [replacing(store, wishOfIntegration(wish))],
  );
  const plan = makePlan({
    request: ['integrate', ...wishes.map(({ id }) => id)],
    base: { state: stateDigest(store), catalogue: null },
    changes: drafts.flatMap(({ change }) => change ?? []),
    world: {
      removed: wanted.flatMap(({ removed }) => removed),
      added: wanted.flatMap(({ added }) => added),
    },
    triggers: INTEGRATION_TRIGGERS,
  });
  return {
    plan: decided(plan, ['major']),
    packed: drafts.flatMap(({ packed }) => packed ?? []),
    warnings: drafts.flatMap(({ warnings }) => warnings),
  };
}

/** What becomes of one integration. */
export interface IntegrationDraft {
  readonly wish: IntegrationWish;
  readonly change: Change | undefined;
  /** Undefined when there is nothing to integrate. */
  readonly packed: PackedFiles | undefined;
  readonly warnings: readonly Warning[];
}

/** The package to integrate, as it is or is to be. */
export interface Integrated {
  readonly found: Package;
  readonly place: Place;
}

/** @throws SpmError `package-malformed` */
export function draftIntegration(
  store: StateStore,
  wish: IntegrationWish,
  { found, place }: Integrated,
): IntegrationDraft {
  const { id, trust } = wish;
  const integration = relocated(found.attributes?.integration ?? {}, place);
  const files = integratedFiles(integration, wish);
  const packed = files.length === 0 ? undefined : packFiles(files);
  const warnings = [
    ...(packed === undefined ? [nothingToIntegrate(id)] : []),
    ...(integration.certificates !== undefined && !trust ? [notTrusted(id)] : []),
  ];
  const after = packed && packageOfIntegration(id, found, packed);
  return { wish, change: changeTo(store, integrationId(id), after), packed, warnings };
}

function changeTo(store: StateStore, id: PackageId, after: Package | undefined): Change | undefined {
  const before = store.installed().packages.get(id) ?? null;
  if (after === undefined) {
    return before === null ? undefined : { id, before, after: null, reason: { kind: 'explicit' } };
  }
  const isApplied = before !== null && store.packageOf(before).pac === after.pac && isUnharmed(store, id);
  return isApplied ? undefined : { id, before, after, reason: { kind: 'explicit' } };
}

function isUnharmed(store: StateStore, id: PackageId): boolean {
  return verifyPackages(store, [id]).length === 0;
}

function nothingToIntegrate(id: PackageId): Warning {
  return {
    code: 'nothing-to-integrate',
    subject: id,
    message: `${id} asks nothing of the system around it`,
  };
}

function notTrusted(id: PackageId): Warning {
  return {
    code: 'certificates-not-trusted',
    subject: id,
    message: `${id} brings certificates to trust; they are left out without --trust`,
  };
}
