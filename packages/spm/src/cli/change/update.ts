import { defineCommand, EXIT_UPDATES, type Call, type Handler, type Outcome, type Warning } from '@mpkg/cli';

import type { Settings } from '../../config/index.ts';
import type { HeldBack } from '../../plan/min-age.ts';
import type { UpdatePlan, UpdateRequest } from '../../plan/update.ts';
import type { Republished } from '../../query/republished.ts';
import type { StateStore } from '../../state/store.ts';
import {
  acceptedKinds,
  AUTH_WARN_OPTION,
  ESSENTIAL_OPTION,
  flaggedValues,
  MAJOR_OPTION,
  REMOVAL_OPTION,
  SCRIPTS_OPTION,
} from './options.ts';

const OPTIONS = {
  ...SCRIPTS_OPTION,
  ...AUTH_WARN_OPTION,
  check: { kind: 'flag', summary: 'Only say what could be updated; the exit status is 100 if anything' },
  ...MAJOR_OPTION,
  ...ESSENTIAL_OPTION,
  ...REMOVAL_OPTION,
  exclude: { kind: 'texts', placeholder: 'NAME', summary: 'Leave NAME as it is; may be given again' },
  'min-age': {
    kind: 'text',
    placeholder: 'AGE',
    summary: 'Take no version that is younger, such as 7d, 36h or 2w',
  },
  'no-sync': { kind: 'flag', summary: 'Use the indexes of the last sync' },
} as const;

type UpdateCall = Call<typeof OPTIONS>;

/** The packages of this program itself. */
const MANAGER = ['spm', 'mpkg', 'mpac'] as const;

const update: Handler<typeof OPTIONS> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const settings = await settingsFor(call, flaggedValues(call.options));
  const age = await minAge(call);
  if (!call.options['no-sync'] && !call.options['dry-run']) await synchronise(call, settings);
  if (call.options.check) return check(call, settings, age);
  const { carryOut } = await import('./carry-out.ts');
  const { withIntegrations } = await import('./with-integrations.ts');
  return carryOut(call, {
    settings,
    plan: async (store, { cache }) => {
      const found = await planned(call, settings, age);
      const { plan, isManagerFirst, heldBack, warnings } = found;
      for (const warning of [...warnings, ...found.republished.map(anew)]) call.report.warn(warning);
      await noteHeldBack(call, store, heldBack);
      if (isManagerFirst)
        call.report.note('the package manager comes first; "spm update" then does the rest');
      return withIntegrations(call, settings, { store, plan, cache });
    },
    accepted: acceptedKinds(call.options),
    runScripts: call.options['run-scripts'],
  });
};

/** Milliseconds. @throws UsageError */
async function minAge({ options }: UpdateCall): Promise<number | undefined> {
  if (options['min-age'] === undefined) return undefined;
  const { parseAge } = await import('./min-age.ts');
  return parseAge(options['min-age']);
}

async function synchronise(call: UpdateCall, settings: Settings): Promise<void> {
  const { syncRepositories } = await import('../sync/sync-repositories.ts');
  const { reportFailures } = await import('../sync/sync-failures.ts');
  const { pathsOf } = await import('../surroundings.ts');
  const { repositories } = await syncRepositories(call, { settings, paths: pathsOf(call), override: false });
  reportFailures(repositories, call.report);
}

async function check(call: UpdateCall, settings: Settings, age: number | undefined): Promise<Outcome> {
  const { plan, heldBack, warnings, republished } = await planned(call, settings, age);
  for (const warning of [...warnings, ...republished.map(anew)]) call.report.warn(warning);
  for (const line of heldBackLines(heldBack)) call.report.note(line);
  const { upgradeLine, upgradesIn } = await import('../../plan/update.ts');
  const updates = upgradesIn(plan);
  return {
    result: { updates, heldBack, republished },
    lines: updates.map(upgradeLine),
    exit: updates.length === 0 ? 0 : EXIT_UPDATES,
  };
}

/** Says what stays back; a run that may change the system also notes when it first looked at it, for the next run. */
async function noteHeldBack(
  call: UpdateCall,
  store: StateStore,
  heldBack: readonly HeldBack[],
): Promise<void> {
  const { options } = call;
  for (const line of heldBackLines(heldBack)) call.report.note(line);
  if (options['min-age'] === undefined || options['dry-run']) return;
  const { keepFirstSeen, seenKey } = await import('../../state/first-seen.ts');
  await keepFirstSeen(store, new Map(heldBack.map((held) => [seenKey(held), held.since])));
}

function heldBackLines(heldBack: readonly HeldBack[]): string[] {
  return heldBack.map(
    ({ name, version, since }) => `${name} ${version} stays back: it is known since ${since}`,
  );
}

function anew({ id, version, repository }: Republished): Warning {
  const message = `${repository} published ${id} ${version} anew with other contents; what is installed stays as it is`;
  return { code: 'republished', subject: id, message };
}

interface Found extends UpdatePlan {
  readonly republished: readonly Republished[];
}

async function planned(call: UpdateCall, settings: Settings, age: number | undefined): Promise<Found> {
  const { withPlanning } = await import('../with-planning.ts');
  const { planUpdate } = await import('../../plan/update.ts');
  const { republished } = await import('../../query/republished.ts');
  const { parseTarget } = await import('../../query/target.ts');
  const { minAgeOf } = await import('./min-age.ts');
  return withPlanning(call, { settings, installed: undefined }, (planning) => {
    const request: UpdateRequest = {
      targets: call.operands.map((name) => parseTarget(name, planning.catalogue.architectures)),
      exclude: call.options.exclude,
      manager: call.options.check ? [] : MANAGER,
      minAge: age === undefined ? undefined : minAgeOf(call, age, planning),
    };
    return { ...planUpdate(planning, request), republished: republished(planning) };
  });
}

export const UPDATE = defineCommand({
  name: 'update',
  aliases: ['upgrade', '-Syu'],
  summary: 'synchronise the repositories and upgrade what is installed',
  description: [
    'Without NAME, everything; with names, these and what they need. NAME@VERSION moves to exactly that version. An old version stays as long as something still needs it. Where a version that is asked for takes packages along, that is asked for on a terminal, else taken by --cascade; without either nothing is changed and the exit status is 9.',
    'Another major version is a decision of its own: asked for on a terminal, else taken by --major; without either nothing is changed and the exit status is 9.',
    'With --min-age, versions younger than that are passed over, also as dependencies, and an older one is taken if there is any: a fault or an intrusion is often noticed within days. The age is counted from the publication that a native index states; else from the date of a Debian archive or from when an update with --min-age first met the version, whichever is longer ago. A younger version that NAME@VERSION asks for is refused (exit status 11).',
    'What its repository published anew under the version that is installed, with other contents, is no update: a warning names it, and --json lists it as "republished" with --check. To have it, uninstall the package and install it again.',
    'When the package manager itself can be upgraded, that comes first and alone.',
    'A dry run uses the indexes of the last sync.',
  ],
  operands: [
    {
      name: 'NAME',
      summary: 'an installed package, or NAME@VERSION',
      optional: true,
      many: true,
      complete: 'package',
    },
  ],
  options: OPTIONS,
  examples: [
    { command: 'spm update', does: 'Bring everything up to date.' },
    { command: 'spm update --check', does: 'Only say what there is; exit status 100 if anything.' },
    { command: 'spm update --exclude linux-image-amd64', does: 'Leave the kernel alone.' },
  ],
  exits: [3, 4, 5, 6, 7, 8, 9, 11, 12, 14, 100],
  load: async () => update,
});
