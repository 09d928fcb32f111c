import { defineCommand, type Call, type Handler, type Outcome } from '@mpkg/cli';

import { partsOf, type PackageId } from '../../package/package.ts';
import type { Plan } from '../../plan/plan.ts';

const alternatives: Handler<{}> = async (call) => {
  const [name, provider] = call.operands;
  if (name === undefined) return listFilled(call);
  return provider === undefined ? listChoices(call, name) : choose(call, name, provider);
};

async function listFilled(call: Call): Promise<Outcome> {
  const { filledNames } = await import('../../query/alternatives.ts');
  const { graphOf } = await import('../../state/graph.ts');
  const { StateStore } = await import('../../state/store.ts');
  const { rootOf } = await import('../surroundings.ts');
  const names = filledNames(graphOf(new StateStore(rootOf(call))));
  return { result: { names }, lines: names.map(({ name, providers }) => `${name}: ${providers.join(', ')}`) };
}

async function listChoices(call: Call, name: string): Promise<Outcome> {
  const { alternativesOf } = await import('../../query/alternatives.ts');
  const { settingsFor } = await import('../surroundings.ts');
  const { withPlanning } = await import('../with-planning.ts');
  const request = { settings: await settingsFor(call), installed: undefined };
  const choices = await withPlanning(call, request, ({ catalogue, candidates }) =>
    alternativesOf(catalogue, name, new Set(candidates.values())),
  );
  return {
    result: { name, choices },
    lines: choices.map(({ name: choice, version, repository, installed, standard }) => {
      const marks = [...(installed ? ['installed'] : []), ...(standard ? ['standard'] : [])];
      return `${choice} ${version} (${[repository, ...marks].join(', ')})`;
    }),
  };
}

async function choose(call: Call, name: string, provider: string): Promise<Outcome> {
  const { planJobs } = await import('../../plan/solve-plan.ts');
  const { settingsFor } = await import('../surroundings.ts');
  const { withPlanning } = await import('../with-planning.ts');
  const { carryOut } = await import('./carry-out.ts');
  const settings = await settingsFor(call);
  const { recommends } = settings;
  const outcome = await carryOut(call, {
    settings,
    plan: async (): Promise<Plan> =>
      withPlanning(call, { settings, installed: undefined }, (planning) => {
        const jobs = [{ job: 'install', target: { name } } as const];
        const words = ['alternatives', name, provider];
        return planJobs(planning, { words, jobs, options: { recommends, providers: [{ name: provider }] } })
          .plan;
      }),
  });
  if (call.options['dry-run']) return outcome;
  const former = await formerProviders(call, name, provider);
  for (const id of former)
    call.report.note(`${id} can still be ${name} and stays; "spm uninstall ${id}" removes it`);
  return { ...outcome, result: { ...(outcome.result as object), former } };
}

/** What else fills the name and is not there because somebody asked for it: a requirement keeps everything that satisfies it. */
async function formerProviders(call: Call, name: string, provider: string): Promise<readonly PackageId[]> {
  const { unaskedProviders } = await import('../../query/alternatives.ts');
  const { graphOf } = await import('../../state/graph.ts');
  const { StateStore } = await import('../../state/store.ts');
  const { rootOf } = await import('../surroundings.ts');
  const store = new StateStore(rootOf(call));
  const others = unaskedProviders(graphOf(store), store.world(), name);
  return others.filter((id) => partsOf(id).name !== provider);
}

export const ALTERNATIVES = defineCommand({
  name: 'alternatives',
  summary: 'show or choose who takes the place of an abstract name',
  description: [
    'Without an operand, the names that are needed and that packages of other names fill. With NAME, every package that could, the preferred one first. With PROVIDER, that one is installed and stays the choice; what filled the name before stays until it is uninstalled, also at an autoremove while something needs the name; the run names it.',
  ],
  operands: [
    { name: 'NAME', summary: 'a name that several packages provide', optional: true, complete: 'package' },
    { name: 'PROVIDER', summary: 'the one to take', optional: true, complete: 'package' },
  ],
  options: {},
  examples: [
    { command: 'spm alternatives httpd', does: 'Show who can be the web server.' },
    { command: 'spm alternatives httpd nginx', does: 'Let nginx be it.' },
  ],
  exits: [3, 4, 5, 6, 7, 8, 9, 11, 12, 14],
  load: async () => alternatives,
});
