import { defineCommand, UsageError, type Call, type Handler } from '@mpkg/cli';

import type { MadePlan } from './make-plan.ts';
import { PLAN_OPTIONS } from './plan-options.ts';
import { INSTALLED_OPTION } from './planning-options.ts';

const OPTIONS = {
  ...PLAN_OPTIONS,
  ...INSTALLED_OPTION,
  cascade: { kind: 'flag', summary: 'Of a removal: also remove what cannot be without it' },
  output: { kind: 'text', short: 'o', placeholder: 'FILE', summary: 'Write the plan to FILE, for spm apply' },
} as const;

type PlanningCall = Call<typeof OPTIONS>;
type Verb = 'install' | 'update' | 'uninstall' | 'autoremove';

const VERBS: Readonly<Record<string, Verb>> = {
  install: 'install',
  add: 'install',
  update: 'update',
  upgrade: 'update',
  uninstall: 'uninstall',
  remove: 'uninstall',
  rm: 'uninstall',
  del: 'uninstall',
  autoremove: 'autoremove',
};

const plan: Handler<typeof OPTIONS> = async (call) => {
  const [word = '', ...names] = call.operands;
  const verb = VERBS[word];
  if (verb === undefined) throw new UsageError(`"${word}" cannot be planned`, `spm plan install ${word}`);
  if (names.length === 0 && verb !== 'update' && verb !== 'autoremove') {
    throw new UsageError('NAME is missing', `spm plan ${verb} NAME`);
  }
  const made = await makePlan(call, verb, names);
  const { minimality } = made;
  if (minimality?.proved) call.report.note(`no solution has fewer than ${minimality.packages} new packages`);
  if (call.options.output !== undefined) await writePlan(call, made, call.options.output);
  const { planLines } = await import('./plan-lines.ts');
  return { result: made, lines: planLines(made.plan) };
};

async function makePlan(call: PlanningCall, verb: Verb, names: readonly string[]): Promise<MadePlan> {
  const { settingsFor } = await import('./surroundings.ts');
  const { withPlanning } = await import('./with-planning.ts');
  const settings = await settingsFor(call, recommendsOption(call));
  const request = { settings, installed: call.options.installed };
  if (verb === 'install' || verb === 'update') {
    const { planInstallation } = await import('./make-plan.ts');
    const { decided } = await import('../plan/decisions.ts');
    return withPlanning(call, request, (planning) => {
      const made = planInstallation(call, { verb, names }, { settings, planning });
      return call.options.major ? { ...made, plan: decided(made.plan, ['major']) } : made;
    });
  }
  const { planAutoremoval, planRemoval, resolveInstalled } = await import('../plan/remove.ts');
  const { withState } = await import('./with-planning.ts');
  return withState(call, request, (store) => {
    const ids = names.map((name) => resolveInstalled(store, name));
    const removal =
      verb === 'autoremove' ? planAutoremoval(store) : planRemoval(store, ids, call.options.cascade);
    return { plan: removal, choices: [], minimality: undefined };
  });
}

function recommendsOption({ options }: PlanningCall): { readonly recommends?: boolean } {
  if (options['no-recommends']) return { recommends: false };
  return options.recommends ? { recommends: true } : {};
}

async function writePlan({ cwd, report }: PlanningCall, made: MadePlan, output: string): Promise<void> {
  const { resolve } = await import('node:path');
  const { replaceFile } = await import('../durable.ts');
  const { printPlan } = await import('../plan/text.ts');
  await replaceFile(resolve(cwd, output), printPlan(made.plan));
  report.note(`"spm apply ${output}" carries this plan out, and nothing else`);
}

export const PLAN = defineCommand({
  name: 'plan',
  summary: 'show what a command would do, and why, without doing it',
  description: [
    'ACTION is install, update, uninstall or autoremove, or another name of these; NAMEs are NAME, NAME@VERSION, NAME@RANGE or NAME:ARCH. An update without names is one of everything.',
    'Each line is a package: + comes, - goes, ^ goes up, v goes down; with the reason. Then follow what has to be downloaded, what the disk has to hold, and what is left to decide.',
    'What is recommended is installed as well, as users of Debian expect, unless the setting "recommends" or an option says otherwise; --minimal leaves it out.',
    'A plan is made from what is installed and synced now. "spm apply" refuses it when either has changed.',
  ],
  operands: [
    { name: 'ACTION', summary: 'install, update, uninstall or autoremove' },
    {
      name: 'NAME',
      summary: 'what to install, update or remove',
      optional: true,
      many: true,
      complete: 'package',
    },
  ],
  options: OPTIONS,
  examples: [
    { command: 'spm plan install nginx', does: 'Show what an installation of nginx brings.' },
    { command: 'spm plan install java --with openjdk-17-jre', does: 'Choose who provides java.' },
    { command: 'spm plan update -o monday.plan', does: 'Keep a plan to update everything.' },
    {
      command: 'dpkg-query -W > list; spm plan update --installed list',
      does: 'Plan for a system that dpkg manages.',
    },
  ],
  exits: [3, 4, 5, 9, 12],
  load: async () => plan,
});
