import { defineCommand, UsageError, type Call, type Handler, type Outcome } from '@mpkg/cli';

import type { Settings } from '../../config/index.ts';
import type { OptionChange } from '../../plan/answer-wishes.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Planning } from '../../plan/planning.ts';
import type { StandardTaken } from '../../query/standards.ts';
import type { AnswersByName } from '../../world/options.ts';
import type { MadePlan } from '../plan/make-plan.ts';
import { PLAN_OPTIONS } from '../plan/plan-options.ts';
import { answersIn, BUILD_OPTIONS, refuseBuilds } from './build-options.ts';
import { assertPlaced, chosenGroups, GROUP_OPTION } from './group-option.ts';
import { acceptedKinds, AUTH_WARN_OPTION, flaggedValues, SCRIPTS_OPTION, TRUST_OPTION } from './options.ts';

const { exclude: _, ...INSTALL_OPTIONS } = PLAN_OPTIONS;

const OPTIONS = {
  ...INSTALL_OPTIONS,
  ...GROUP_OPTION,
  ...BUILD_OPTIONS,
  ...TRUST_OPTION,
  ...SCRIPTS_OPTION,
  ...AUTH_WARN_OPTION,
  'no-snapshot': {
    kind: 'flag',
    summary: 'Take no snapshot of the file system first; since none is ever taken, this changes nothing',
  },
  'download-only': { kind: 'flag', summary: 'Fetch what is needed into the cache, and stop' },
} as const;

type InstallCall = Call<typeof OPTIONS>;

interface Planned extends MadePlan {
  readonly standards: readonly StandardTaken[];
}

const install: Handler<typeof OPTIONS> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const { operands, options } = call;
  const file = operands.find((operand) => operand.includes('/'));
  if (file !== undefined) throw new UsageError(`${file} is a file, not a name`, `spm import ${file}`);
  if (options.group !== undefined && options.arch !== undefined) {
    throw new UsageError('-g and --arch exclude each other: an architecture is a group of its own');
  }
  refuseBuilds(options, operands);
  const settings = await settingsFor(call, flaggedValues(options));
  if (options['download-only']) {
    const { downloadPacs, downloadSources } = await import('./download.ts');
    if (options.source) return downloadSources(call, settings, options.from);
    return downloadPacs(call, settings, (await planned(call, settings, [])).plan);
  }
  return carriedOut(call, settings);
};

async function carriedOut(call: InstallCall, settings: Settings): Promise<Outcome> {
  const { carryOut } = await import('./carry-out.ts');
  const { withIntegrations } = await import('./with-integrations.ts');
  const { options } = call;
  let plan: Plan | undefined;
  const outcome = await carryOut(call, {
    settings,
    plan: async (store, { providers, cache }) => {
      const made = await planned(call, settings, providers);
      noteChoices(call, made);
      plan = await withIntegrations(call, settings, { store, plan: made.plan, cache });
      return plan;
    },
    accepted: acceptedKinds(options),
    runScripts: options['run-scripts'],
  });
  if (options.trust && !options['dry-run'] && plan !== undefined) {
    const { trustPublishers } = await import('./trust-publishers.ts');
    await trustPublishers(call, settings, plan);
  }
  return outcome;
}

async function planned(
  call: InstallCall,
  settings: Settings,
  providers: readonly string[],
): Promise<Planned> {
  const { withPlanning } = await import('../with-planning.ts');
  const { planInstallation } = await import('../plan/make-plan.ts');
  const { standardsIn } = await import('../../query/standards.ts');
  const { parseTarget } = await import('../../query/target.ts');
  const { rootOf } = await import('../surroundings.ts');
  const options = { ...call.options, exclude: [], with: [...call.options.with, ...providers] };
  return withPlanning(call, { settings, installed: undefined }, async (planning) => {
    const names = call.operands.map((word) => parseTarget(word, planning.catalogue.architectures).name);
    const groups = await chosenGroups(rootOf(call), call.options.group, names);
    const change = optionChange(call, names);
    const answers = await heldBeside(change, planning);
    const wanted = { verb: 'install', names: call.operands, groups, answers } as const;
    const made = planInstallation({ ...call, options }, wanted, { settings, planning });
    assertPlaced(made.plan, planning, groups);
    const plan = await answered(made.plan, planning, change);
    return { ...made, plan, standards: standardsIn(planning.catalogue, plan) };
  });
}

function optionChange({ options }: InstallCall, names: readonly string[]): OptionChange {
  return { names, answers: answersIn(options.option), forgotten: options['no-option'] };
}

/** The answers that were given before and still hold. */
async function heldBeside(change: OptionChange, { store }: Planning): Promise<AnswersByName> {
  const { answersIn: heldIn } = await import('../../world/options.ts');
  const { untouchedBy } = await import('../../plan/answer-wishes.ts');
  return untouchedBy(change, heldIn(store.world()));
}

/** The plan with the answers to options, once each fits what the named packages were built with. */
async function answered(plan: Plan, { store }: Planning, change: OptionChange): Promise<Plan> {
  const { names, answers, forgotten } = change;
  if (answers.size === 0 && forgotten.length === 0) return plan;
  const { withAnswers } = await import('../../plan/answers.ts');
  const { answerWishes } = await import('../../plan/answer-wishes.ts');
  const { packagesNamed } = await import('../../plan/packages-named.ts');
  const named = packagesNamed(store, plan, names);
  const { removed, added } = answerWishes(store.world(), change, named);
  const held = withAnswers(plan, named, answers);
  const world = { removed: [...plan.world.removed, ...removed], added: [...plan.world.added, ...added] };
  return { ...held, world };
}

/**
 * Says what was taken where several packages would have done: of abstract names always, of others when more is to be said. Of those that
 * were asked for by name it was said before.
 */
function noteChoices({ operands, report }: InstallCall, { standards, choices }: Planned): void {
  for (const { name, provider, others } of standards) {
    if (operands.includes(name)) continue;
    const rest = others.length === 0 ? '' : `; --with takes another: ${others.join(', ')}`;
    report.note(`${name} is filled by ${provider}${rest}`);
  }
  for (const { requirement, by, chosen, others } of choices) {
    const instead = others.map(({ name }) => name).join(', ');
    report.detail(`${by.name} needs ${requirement}: taking ${chosen.name}, instead of ${instead}`);
  }
}

export const INSTALL = defineCommand({
  name: 'install',
  aliases: ['add', '-S'],
  summary: 'install packages with everything that they need',
  description: [
    'NAME is NAME, NAME@VERSION, NAME@RANGE or NAME:ARCH. A group installs its members; an abstract name its standard provider, or the one that --with names.',
    'Shows first what will be installed and why, how much has to be downloaded and what the disk has to hold. On a terminal it then asks, unless --yes is given. Where something has to be decided that has no safe default and nobody can be asked, nothing is done and the exit status is 9; the message names the flag that decides.',
    'A dry run with -v also lists every file that would come (+), be replaced (~) or go (-), as "spm plan --files" does; so do the dry runs of the other commands that change packages.',
    'All packages come or none: whatever stops the run before its end, the system is as before.',
    'With -g the named packages, not those that they need, are put into a group of mpkg.conf(5), with its prefix and rules, and are called GROUP:NAME. Another -g moves them.',
    'Packages are installed as they are published; none is built from source. --source --download-only fetches and verifies the source archive that an index names, and prints its path alone. --option demands what a package was built with: a package that was built otherwise is refused (exit status 10), as is --source alone. What was demanded holds for every later version as well, which is passed over if it was built otherwise, until another --option or --no-option changes it or the package goes; "spm status" and "spm info" show it.',
    'Maintainer scripts of foreign packages are kept and can be shown with "spm files NAME --scripts"; they run only with --run-scripts.',
  ],
  operands: [{ name: 'NAME', summary: 'what to install', many: true, complete: 'package' }],
  options: OPTIONS,
  examples: [
    { command: 'spm install nginx', does: 'Install nginx.' },
    { command: 'spm install java --with openjdk-17-jre', does: 'Choose who provides java.' },
    { command: 'spm install --download-only nginx', does: 'Prepare an installation without a network.' },
    { command: 'spm install zlib -g musl', does: 'Put zlib into the group "musl" of mpkg.conf.' },
    { command: 'spm install --source --download-only zlib', does: 'Fetch the source of zlib.' },
  ],
  exits: [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14],
  load: async () => install,
});
