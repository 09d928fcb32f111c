import { resolve } from 'node:path';

import type { Handler } from '@mpkg/cli';
import { defineCommand } from '@mpkg/cli';

const OPTIONS = {
  kind: {
    kind: 'text',
    placeholder: 'KIND',
    choices: ['index', 'debian'],
    summary: 'The format; index, the native one, unless a suite is given',
  },
  suite: {
    kind: 'texts',
    placeholder: 'SUITE',
    summary: 'Debian: a suite such as bookworm, flat when it ends with a slash',
  },
  component: { kind: 'texts', placeholder: 'NAME', summary: 'Debian: a component; main by default' },
  arch: {
    kind: 'texts',
    placeholder: 'ARCH',
    summary: 'An architecture to read instead of the preferred ones',
  },
  keyring: {
    kind: 'text',
    placeholder: 'FILE',
    summary: 'Accept only what a key of this OpenPGP keyring signed',
  },
  rank: {
    kind: 'number',
    placeholder: 'N',
    summary: 'The place in the list; 1 comes first; last by default',
  },
} as const;

const addRepo: Handler<typeof OPTIONS> = async (call) => {
  const { addRepository } = await import('../../repos/edit.ts');
  const { saveConfig } = await import('../config/save-config.ts');
  const { kind, suite, component, arch, keyring, rank } = call.options;
  const [name = '', ...locations] = call.operands;
  const { locationUrl } = await import('../../repos/location.ts');
  const entry = {
    name,
    kind:
      kind === 'debian' || (kind === undefined && suite.length > 0)
        ? ('debian' as const)
        : ('index' as const),
    urls: locations.map((location) => locationUrl(location, call.cwd)),
    ...(suite.length > 0 && { suites: [...suite] }),
    ...(component.length > 0 && { components: [...component] }),
    ...(arch.length > 0 && { architectures: [...arch] }),
    ...(keyring !== undefined && { keyring: resolve(call.cwd, keyring) }),
  };
  await saveConfig(call, (text) => addRepository(text, entry, rank));
  call.report.note(`${name} is in the list; "spm sync" reads it`);
  return { result: { repository: entry } };
};

export const REPO_ADD = defineCommand({
  name: 'repo add',
  aliases: ['account add'],
  summary: 'add a repository to the ranked list',
  description: [
    'A URL is https, http or file, or a path. Every further one is a mirror of the first.',
    "A Debian repository is an archive with suites, a single Packages file, or the folder of apt's own lists.",
  ],
  operands: [
    { name: 'NAME', summary: 'what to call it' },
    { name: 'URL', summary: 'where it is published', many: true, complete: 'directory' },
  ],
  options: OPTIONS,
  examples: [
    { command: 'spm repo add ours https://pkg.example.org/', does: 'Add a native repository.' },
    {
      command: 'spm repo add debian --suite bookworm https://deb.example.org/debian',
      does: 'Add a Debian archive.',
    },
    {
      command: 'spm repo add debian --kind debian file:///var/lib/apt/lists',
      does: 'Use what apt has downloaded.',
    },
  ],
  exits: [4, 12],
  load: async () => addRepo,
});
