import { defineCommand, type Handler } from '@mpkg/cli';

import { INSTALLED_OPTION } from '../planning-options.ts';

const OPTIONS = {
  ...INSTALLED_OPTION,
  for: { kind: 'texts', placeholder: 'NAME', summary: 'Answer as if NAME were installed as well' },
} as const;

const explainAbsence: Handler<typeof OPTIONS> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const { withKnown } = await import('../with-planning.ts');
  const { requestOf } = await import('../../plan/solve-jobs.ts');
  const { planJobs } = await import('../../plan/solve-plan.ts');
  const { lookUpOne } = await import('../../query/look-up.ts');
  const { parseTarget } = await import('../../query/target.ts');
  const { whyNotAnswer } = await import('../../query/why-not.ts');
  const settings = await settingsFor(call);
  const [name = ''] = call.operands;
  return withKnown(call, { settings, installed: call.options.installed }, (planning) => {
    const { catalogue } = planning;
    const candidate = lookUpOne(catalogue, parseTarget(name, catalogue.architectures));
    const targets = call.options.for.map((each) => parseTarget(each, catalogue.architectures));
    const asked = {
      words: [],
      jobs: targets.map((target) => ({ job: 'install', target }) as const),
      options: { recommends: settings.recommends },
    };
    const request = requestOf(planning, asked);
    const { solution } = planJobs(planning, asked);
    const answer = whyNotAnswer(catalogue, { request, solution, candidate });
    return { result: answer, lines: answer.text };
  });
};

export const WHY_NOT = defineCommand({
  name: 'why-not',
  summary: 'show what keeps a package or version from being installed',
  description: [
    'Solves again with the package asked for, and says what stands against it, what is preferred to it, or that it takes only asking, and at what cost.',
  ],
  operands: [{ name: 'NAME', summary: 'NAME, NAME@VERSION or NAME:ARCH', complete: 'package' }],
  options: OPTIONS,
  examples: [
    { command: 'spm why-not postfix --for exim4', does: 'Show why postfix cannot stand beside exim4.' },
  ],
  readsOnly: true,
  exits: [3, 5, 9, 11],
  load: async () => explainAbsence,
});
