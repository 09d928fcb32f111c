import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Call } from '@mpkg/cli';

import type { Settings } from '../config/index.ts';
import type { Planning } from '../plan/planning.ts';
import { SpmError } from '../errors.ts';
import { StateStore } from '../state/store.ts';
import type { CatalogueOptions } from '../sync/catalogue-options.ts';
import { nothingSynced } from '../sync/current-catalogue.ts';
import { syncedRepositories } from '../sync/synced-repositories.ts';
import { catalogueOptions } from './catalogue.ts';
import { pathsOf, rootOf } from './surroundings.ts';
import { rebuildingOnce } from './with-catalogue.ts';

/** What a plan of a call is made from. */
export interface PlanningRequest {
  readonly settings: Settings;
  /** The list that stands for what is installed. */
  readonly installed: string | undefined;
}

/** Plans with the catalogue and the installed packages of a call. */
export function withPlanning<R>(
  call: Call,
  { settings, installed }: PlanningRequest,
  plan: (planning: Planning) => R | Promise<R>,
): Promise<R> {
  return rebuildingOnce(call, async () => {
    const options = catalogueOptions(settings, pathsOf(call), call.report);
    const planning =
      installed === undefined ? await openOwn(call, options) : await openListed(call, installed, options);
    return using(planning, plan);
  });
}

async function using<R>(planning: Planning, work: (planning: Planning) => R | Promise<R>): Promise<R> {
  try {
    return await work(planning);
  } finally {
    planning.catalogue.close();
  }
}

/**
 * As `withPlanning`, for questions that can be answered from what is installed: where anything is, no repository needs to be synced.
 * @throws SpmError `catalogue-missing` for what is not installed then
 */
export function withKnown<R>(
  call: Call,
  request: PlanningRequest,
  answer: (planning: Planning) => R | Promise<R>,
): Promise<R> {
  const options = catalogueOptions(request.settings, pathsOf(call), call.report);
  const isSynced = syncedRepositories(options.storeFolder, options.repositories).length > 0;
  if (isSynced || request.installed !== undefined || isEmpty(call))
    return withPlanning(call, request, answer);
  return rebuildingOnce(call, async () => {
    const planning = await openOwn(call, { ...options, needsNoRepository: true });
    try {
      return await using(planning, answer);
    } catch (error) {
      const isUnknown = error instanceof SpmError && /^(package|version)-unknown$/.test(error.code);
      throw isUnknown ? nothingSynced(options.repositories) : error;
    }
  });
}

function isEmpty(call: Call): boolean {
  return new StateStore(rootOf(call)).installed().packages.size === 0;
}

async function openOwn(call: Call, options: CatalogueOptions): Promise<Planning> {
  const { openPlanning } = await import('../plan/planning.ts');
  return openPlanning(new StateStore(rootOf(call)), options);
}

async function openListed(call: Call, installed: string, options: CatalogueOptions): Promise<Planning> {
  const { openListedPlanning } = await import('../query/listed-planning.ts');
  const file = resolve(call.cwd, installed);
  return openListedPlanning({ root: rootOf(call), file, text: readFileSync(file, 'utf8') }, options);
}

/** Plans with what is installed alone: no repository is needed unless a list stands for it. */
export async function withState<R>(
  call: Call,
  request: PlanningRequest,
  plan: (store: StateStore) => R,
): Promise<R> {
  if (request.installed === undefined) return plan(new StateStore(rootOf(call)));
  return withPlanning(call, request, ({ store }) => plan(store));
}
