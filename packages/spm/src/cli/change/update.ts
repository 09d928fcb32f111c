import { defineCommand, type Call, type Handler, type Outcome } from '@mpkg/cli';

import type { Settings } from '../../config/index.ts';
import type { UpdatePlan, UpdateRequest } from '../../plan/update.ts';
import { AUTH_WARN_OPTION, flaggedValues, SCRIPTS_OPTION } from './options.ts';

const OPTIONS = {
  ...SCRIPTS_OPTION,
  ...AUTH_WARN_OPTION,
  check: { kind: 'flag', summary: 'Only say what could be updated; the exit status is 100 if anything' },
  major: { kind: 'flag', summary: 'Accept upgrades to another major version' },
  exclude: { kind: 'texts', placeholder: 'NAME', summary: 'Leave NAME as it is; may be given again' },
  'no-sync': { kind: 'flag', summary: 'Use the indexes of the last sync' },
} as const;

type UpdateCall = Call<typeof OPTIONS>;

/** The packages of this program itself. */
const MANAGER = ['spm', 'mpkg', 'mpac'] as const;

const UPDATES_AVAILABLE = 100;

const update: Handler<typeof OPTIONS> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const settings = await settingsFor(call, flaggedValues(call.options));
  if (!call.options['no-sync'] && !call.options['dry-run']) await synchronise(call, settings);
  if (call.options.check) return check(call, settings);
  const { carryOut } = await import('./carry-out.ts');
  return carryOut(call, {
    settings,
    plan: async () => {
      const { plan, isManagerFirst } = await planned(call, settings);
      if (isManagerFirst)
        call.report.note('the package manager comes first; "spm update" then does the rest');
      return plan;
    },
    accepted: call.options.major ? ['major'] : [],
    runScripts: call.options['run-scripts'],
  });
};

async function synchronise(call: UpdateCall, settings: Settings): Promise<void> {
  const { syncRepositories } = await import('../sync-repositories.ts');
  const { reportFailures } = await import('../sync-failures.ts');
  const { pathsOf } = await import('../surroundings.ts');
  const { repositories } = await syncRepositories(call, { settings, paths: pathsOf(call), override: false });
  reportFailures(repositories, call.report);
}

async function check(call: UpdateCall, settings: Settings): Promise<Outcome> {
  const { plan } = await planned(call, settings);
  const updates = plan.steps.flatMap(({ id, before, after }) =>
    before === null || after === null ? [] : [{ id, from: before.version, to: after.version }],
  );
  return {
    result: { updates },
    lines: updates.map(({ id, from, to }) => `${id} ${from} -> ${to}`),
    exit: updates.length === 0 ? 0 : UPDATES_AVAILABLE,
  };
}

async function planned(call: UpdateCall, settings: Settings): Promise<UpdatePlan> {
  const { withPlanning } = await import('../with-planning.ts');
  const { planUpdate } = await import('../../plan/update.ts');
  const { parseTarget } = await import('../../query/target.ts');
  return withPlanning(call, { settings, installed: undefined }, (planning) => {
    const request: UpdateRequest = {
      targets: call.operands.map((name) => parseTarget(name, planning.catalogue.architectures)),
      exclude: call.options.exclude,
      manager: call.options.check ? [] : MANAGER,
    };
    return planUpdate(planning, request);
  });
}

export const UPDATE = defineCommand({
  name: 'update',
  aliases: ['upgrade', '-Syu'],
  summary: 'synchronise the repositories and upgrade what is installed',
  description: [
    'Without NAME, everything; with names, these and what they need. NAME@VERSION moves to exactly that version. An old version stays as long as something still needs it.',
    'Another major version is a decision of its own: asked for on a terminal, else taken by --major; without either nothing is changed and the exit status is 9.',
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
