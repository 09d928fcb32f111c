import { defineCommand, UsageError, type Call, type Handler, type Outcome } from '@mpkg/cli';

import type { Settings } from '../../config/index.ts';
import type { StandardTaken } from '../../query/standards.ts';
import type { MadePlan } from '../make-plan.ts';
import { PLAN_OPTIONS } from '../plan-options.ts';
import { AUTH_WARN_OPTION, flaggedValues, SCRIPTS_OPTION } from './options.ts';

const { exclude: _, ...INSTALL_OPTIONS } = PLAN_OPTIONS;

const OPTIONS = {
  ...INSTALL_OPTIONS,
  ...SCRIPTS_OPTION,
  ...AUTH_WARN_OPTION,
  'download-only': { kind: 'flag', summary: 'Fetch what is needed into the cache, and stop' },
} as const;

type InstallCall = Call<typeof OPTIONS>;

interface Planned extends MadePlan {
  readonly standards: readonly StandardTaken[];
}

const install: Handler<typeof OPTIONS> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const file = call.operands.find((operand) => operand.includes('/'));
  if (file !== undefined) throw new UsageError(`${file} is a file, not a name`, `spm import ${file}`);
  const settings = await settingsFor(call, flaggedValues(call.options));
  if (call.options['download-only']) return download(call, settings);
  const { carryOut } = await import('./carry-out.ts');
  return carryOut(call, {
    settings,
    plan: async (_store, providers) => {
      const made = await planned(call, settings, providers);
      noteChoices(call, made);
      return made.plan;
    },
    accepted: call.options.major ? ['major'] : [],
    runScripts: call.options['run-scripts'],
  });
};

async function planned(
  call: InstallCall,
  settings: Settings,
  providers: readonly string[],
): Promise<Planned> {
  const { withPlanning } = await import('../with-planning.ts');
  const { planInstallation } = await import('../make-plan.ts');
  const options = { ...call.options, exclude: [], with: [...call.options.with, ...providers] };
  const { standardsIn } = await import('../../query/standards.ts');
  return withPlanning(call, { settings, installed: undefined }, (planning) => {
    const wanted = { verb: 'install', names: call.operands } as const;
    const made = planInstallation({ ...call, options }, wanted, { settings, planning });
    return { ...made, standards: standardsIn(planning.catalogue, made.plan) };
  });
}

/** Says what was taken where several packages would have done: of abstract names always, of others when more is to be said. */
function noteChoices({ report }: InstallCall, { standards, choices }: Planned): void {
  for (const { name, provider, others } of standards) {
    const rest = others.length === 0 ? '' : `; --with takes another: ${others.join(', ')}`;
    report.note(`${name} is filled by ${provider}${rest}`);
  }
  for (const { requirement, by, chosen, others } of choices) {
    const instead = others.map(({ name }) => name).join(', ');
    report.detail(`${by.name} needs ${requirement}: taking ${chosen.name}, instead of ${instead}`);
  }
}

async function download(call: InstallCall, settings: Settings): Promise<Outcome> {
  const { openArtifacts } = await import('./open-artifacts.ts');
  const { hasFiles } = await import('../../run/artifacts.ts');
  const { plan } = await planned(call, settings, []);
  const wanted = plan.steps.flatMap(({ after }) => (after !== null && hasFiles(after) ? [after] : []));
  if (call.options['dry-run'])
    return { result: { plan }, lines: wanted.map(({ artifact }) => artifact.name) };
  using opened = openArtifacts(call, settings);
  const pacs: string[] = [];
  for await (const { pac } of opened.artifacts.deliver(wanted, call.signal)) pacs.push(pac);
  return { result: { pacs }, lines: pacs };
}

export const INSTALL = defineCommand({
  name: 'install',
  aliases: ['add', '-S'],
  summary: 'install packages with everything that they need',
  description: [
    'NAME is NAME, NAME@VERSION, NAME@RANGE or NAME:ARCH. A group installs its members; an abstract name its standard provider, or the one that --with names.',
    'Shows first what will be installed and why, how much has to be downloaded and what the disk has to hold. On a terminal it then asks, unless --yes is given. Where something has to be decided that has no safe default and nobody can be asked, nothing is done and the exit status is 9; the message names the flag that decides.',
    'All packages come or none: whatever stops the run before its end, the system is as before.',
    'Maintainer scripts of foreign packages are kept and can be shown with "spm files NAME --scripts"; they run only with --run-scripts.',
  ],
  operands: [{ name: 'NAME', summary: 'what to install', many: true, complete: 'package' }],
  options: OPTIONS,
  examples: [
    { command: 'spm install nginx', does: 'Install nginx.' },
    { command: 'spm install java --with openjdk-17-jre', does: 'Choose who provides java.' },
    { command: 'spm install --download-only nginx', does: 'Prepare an installation without a network.' },
  ],
  exits: [3, 4, 5, 6, 7, 8, 9, 11, 12, 14],
  load: async () => install,
});
