import { defineCommand, UsageError, type Call, type Handler, type Outcome } from '@mpkg/cli';

import { holdBackCompilers } from '../../compilers.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Planning } from '../../plan/planning.ts';
import type { Candidate, Solution } from '../../solve/index.ts';
import { acceptedKinds } from '../change/options.ts';
import { PLAN_OPTIONS } from './plan-options.ts';
import { INSTALLED_OPTION } from '../planning-options.ts';
import type { ShownChanges } from './plan-files.ts';
import type { PlanningRequest } from '../with-planning.ts';

const OPTIONS = {
  ...PLAN_OPTIONS,
  ...INSTALLED_OPTION,
  cascade: { kind: 'flag', summary: 'Of a removal: also remove what cannot be without it' },
  files: {
    kind: 'flag',
    summary: 'Also show every file that comes, changes or goes; fetches the indexes of packages, no contents',
  },
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

const showPlan: Handler<typeof OPTIONS> = async (call) => {
  const [word = '', ...names] = call.operands;
  const verb = VERBS[word];
  if (verb === undefined) throw new UsageError(`"${word}" cannot be planned`, `spm plan install ${word}`);
  if (names.length === 0 && (verb === 'install' || verb === 'uninstall')) {
    throw new UsageError('NAME is missing', `spm plan ${verb} NAME`);
  }
  if (names.length > 0 && verb === 'autoremove') {
    throw new UsageError('autoremove takes no names', `spm plan uninstall ${names.join(' ')}`);
  }
  const { settingsFor } = await import('../surroundings.ts');
  if (call.options.files && call.options.installed !== undefined)
    throw new UsageError('--files is about this system, not about a list');
  const request = {
    settings: await settingsFor(call, recommendsOption(call)),
    installed: call.options.installed,
  };
  return verb === 'install' || verb === 'update'
    ? planArrivals(call, { verb, names }, request)
    : planRemovals(call, { verb, names }, request);
};

/** A plan takes longer to make than the solution that it is of: made only where it is asked for. */
async function planArrivals(
  call: PlanningCall,
  wanted: { readonly verb: 'install' | 'update'; readonly names: readonly string[] },
  request: PlanningRequest,
): Promise<Outcome> {
  const { withPlanning } = await import('../with-planning.ts');
  const { solveInstallation } = await import('./solve-installation.ts');
  const { json, output, files, minimal } = call.options;
  const isWhole = json !== undefined || output !== undefined || files;
  if (!isWhole && !minimal) holdBackCompilers();
  const maker = isWhole ? await import('./make-plan.ts') : undefined;
  const { outlineOfSolution } = await import('../../query/outline-solution.ts');
  const { outlineLines } = await import('./outline-lines.ts');
  const { decided } = await import('../../plan/decisions.ts');
  return withPlanning(call, request, async (planning) => {
    const solved = solveInstallation(call, { ...wanted, settings: request.settings, planning });
    noteMinimality(call, solved.solution);
    const accepted = acceptedKinds(call.options);
    const atHand = await cachedCandidates(call, planning);
    const lines = outlineLines(decided(outlineOfSolution(planning, solved.solution, atHand), accepted));
    if (maker === undefined) return { result: null, lines };
    const made = maker.madePlan(planning, solved);
    const plan = decided(await withoutCached(call, made.plan), accepted);
    await writePlan(call, plan);
    const changes = await changesOf(call, request, plan);
    return { result: { ...made, plan, ...changes.result }, lines: [...lines, ...changes.lines] };
  });
}

async function planRemovals(
  call: PlanningCall,
  { verb, names }: { readonly verb: 'uninstall' | 'autoremove'; readonly names: readonly string[] },
  request: PlanningRequest,
): Promise<Outcome> {
  const { withState } = await import('../with-planning.ts');
  const { planAutoremoval, planRemoval, resolveInstalled } = await import('../../plan/remove.ts');
  const made = await withState(call, request, (store) => {
    if (verb === 'autoremove') return planAutoremoval(store);
    return planRemoval(
      store,
      names.map((name) => resolveInstalled(store, name)),
      call.options.cascade,
    );
  });
  const { decided } = await import('../../plan/decisions.ts');
  const plan = decided(made, acceptedKinds(call.options));
  await writePlan(call, plan);
  const { planLines } = await import('./plan-lines.ts');
  const changes = await changesOf(call, request, plan);
  return {
    result: { plan, choices: [], ...changes.result },
    lines: [...planLines(plan), ...changes.lines],
  };
}

async function withoutCached(call: PlanningCall, plan: Plan): Promise<Plan> {
  const { withDownloads } = await import('../../plan/downloads.ts');
  const { atHandIn } = await import('../../run/at-hand.ts');
  const { cacheOf } = await import('../change/open-artifacts.ts');
  return withDownloads(plan, atHandIn(cacheOf(call)));
}

/** Tells which candidates need no download. Their details are read only where the cache has anything. */
async function cachedCandidates(
  call: PlanningCall,
  planning: Planning,
): Promise<((candidate: Candidate) => boolean) | undefined> {
  const { existsSync } = await import('node:fs');
  const { cacheDirectory, layoutOf } = await import('../../artifacts/layout.ts');
  const { rootOf } = await import('../surroundings.ts');
  if (!existsSync(layoutOf(cacheDirectory(rootOf(call))).objects)) return undefined;
  const { atHandIn } = await import('../../run/at-hand.ts');
  const { cacheOf } = await import('../change/open-artifacts.ts');
  const { artifactOf } = await import('../../plan/package-of.ts');
  const isAtHand = atHandIn(cacheOf(call));
  return (candidate) => {
    const { catalogue } = planning;
    const artifact = artifactOf(catalogue.detailsOf(candidate), catalogue.downloadBytes(candidate), []);
    return artifact !== null && isAtHand(artifact);
  };
}

interface ShownFiles {
  readonly result: { readonly files?: readonly ShownChanges[] };
  readonly lines: readonly string[];
}

async function changesOf(call: PlanningCall, { settings }: PlanningRequest, plan: Plan): Promise<ShownFiles> {
  if (!call.options.files) return { result: {}, lines: [] };
  const { fileLines, planFiles } = await import('./plan-files.ts');
  const files = await planFiles(call, settings, { plan });
  return { result: { files }, lines: fileLines(files) };
}

function noteMinimality({ report }: PlanningCall, { minimality }: Solution): void {
  if (minimality?.proved)
    report.note(`proved: nothing does with fewer than ${minimality.packages} new packages`);
}

function recommendsOption({ options }: PlanningCall): { readonly recommends?: boolean } {
  if (options['no-recommends']) return { recommends: false };
  return options.recommends ? { recommends: true } : {};
}

async function writePlan({ cwd, options: { output }, report }: PlanningCall, made: Plan): Promise<void> {
  if (output === undefined) return;
  const { resolve } = await import('node:path');
  const { replaceFile } = await import('../../durable.ts');
  const { printPlan } = await import('../../plan/text.ts');
  await replaceFile(resolve(cwd, output), printPlan(made));
  report.note(`"spm apply ${output}" carries this plan out, and nothing else`);
}

export const PLAN = defineCommand({
  name: 'plan',
  summary: 'show what a command would do, and why, without doing it',
  description: [
    'ACTION is install, update, uninstall or autoremove, or another name of these; NAMEs are NAME, NAME@VERSION, NAME@RANGE or NAME:ARCH. An update without names is one of everything.',
    'Each line is a package: + comes, - goes, ^ goes up, v goes down; with the repository where it was found if not all come from one, and the reason. Then follow what has to be downloaded, what the disk has to hold, and what is left to decide.',
    'What is recommended is installed as well, as users of Debian expect, unless the setting "recommends" or an option says otherwise; --minimal leaves it out, and so does an update without --recommends.',
    'With --files each path follows that comes (+), is replaced (~) or goes (-), exactly as the installation would do it; files in the way are told as it would tell them. Of a pac that is not in the cache only its index is fetched, which stands at its beginning; whether the server told the truth about it shows when the whole is fetched and verified. What packages of other formats bring is known once they are downloaded.',
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
    { command: 'spm plan update --files -o monday.plan', does: 'See every file that an update would touch.' },
    { command: 'spm plan update -o monday.plan', does: 'Keep a plan to update everything.' },
    {
      command: 'dpkg-query -W > list; spm plan update --installed list',
      does: 'Plan for a system that dpkg manages.',
    },
  ],
  exits: [3, 4, 5, 6, 7, 9, 11, 12],
  load: async () => showPlan,
});
