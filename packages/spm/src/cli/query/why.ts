import { defineCommand, type Handler } from '@mpkg/cli';

import { INSTALLED_OPTION } from '../planning-options.ts';

const OPTIONS = {
  ...INSTALLED_OPTION,
  for: { kind: 'texts', placeholder: 'NAME', summary: 'Answer as if NAME were installed as well' },
} as const;

const explainPresence: Handler<typeof OPTIONS> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const { withKnown } = await import('../with-planning.ts');
  const { whyAnswer } = await import('../../query/why.ts');
  const { whyLines } = await import('./why-lines.ts');
  const { parseTarget } = await import('../../query/target.ts');
  const settings = await settingsFor(call);
  const [name = ''] = call.operands;
  return withKnown(call, { settings, installed: call.options.installed }, (planning) => {
    const { architectures } = planning.catalogue;
    const answer = whyAnswer(planning, {
      target: parseTarget(name, architectures),
      asIf: call.options.for.map((each) => parseTarget(each, architectures)),
      recommends: settings.recommends,
    });
    return { result: answer, lines: whyLines(answer) };
  });
};

export const WHY = defineCommand({
  name: 'why',
  summary: 'show why a package is installed, or what would bring it',
  description: [
    'Shows the chain of requirements from something that was asked for by name down to the package. For a package that is not installed, shows which packages would bring it.',
  ],
  operands: [{ name: 'NAME', summary: 'NAME, NAME@VERSION or NAME:ARCH', complete: 'package' }],
  options: OPTIONS,
  examples: [
    { command: 'spm why libssl3', does: 'Show what libssl3 is there for.' },
    { command: 'spm why libssl3 --for nginx', does: 'Show why an installation of nginx would bring it.' },
  ],
  readsOnly: true,
  exits: [3, 5, 9, 11],
  load: async () => explainPresence,
});
