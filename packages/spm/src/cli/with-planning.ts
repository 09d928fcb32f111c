import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Call } from '@mpkg/cli';

import type { Settings } from '../config/index.ts';
import type { Planning } from '../plan/planning.ts';
import { StateStore } from '../state/store.ts';
import type { CatalogueOptions } from '../sync/catalogue-options.ts';
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
    try {
      return await plan(planning);
    } finally {
      planning.catalogue.close();
    }
  });
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
