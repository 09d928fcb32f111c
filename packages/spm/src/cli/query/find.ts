import { UsageError, defineCommand, type Call, type Handler, type Outcome } from '@mpkg/cli';

import type { Found } from '../../query/find.ts';
import { fromText } from '../../query/from-text.ts';

const OPTIONS = {
  file: {
    kind: 'text',
    placeholder: 'PATH',
    summary: 'Find the packages that have this file, where repositories list files',
  },
  all: { kind: 'flag', summary: 'Show every version of every repository and architecture' },
  names: { kind: 'flag', summary: 'Print names only, one a line; all names when no TEXT is given' },
} as const;

type FindCall = Call<typeof OPTIONS>;

const find: Handler<typeof OPTIONS> = async (call) => {
  const { withCatalogue } = await import('../with-catalogue.ts');
  if (call.options.file !== undefined) return findFile(call, call.options.file);
  const text = call.operands.join(' ').trim();
  if (text === '' && !call.options.names) throw new UsageError('TEXT is missing', 'spm find TEXT');
  return withCatalogue(call, async (catalogue) => {
    if (text === '') return namesOutcome(catalogue.namesBeginning('', Infinity));
    const { findPackages } = await import('../../query/find.ts');
    const packages = findPackages(catalogue, text, call.options);
    if (call.options.names) return namesOutcome([...new Set(packages.map(({ name }) => name))]);
    if (packages.length > 0) return { result: { packages }, lines: packages.map(foundLine) };
    return { result: { packages }, exit: noteNothing(call, text, catalogue.near(text)) };
  });
};

async function findFile(call: FindCall, path: string): Promise<Outcome> {
  const { withCatalogue } = await import('../with-catalogue.ts');
  return withCatalogue(call, async (catalogue) => {
    const { findByFile } = await import('../../query/find.ts');
    const { packages, isListed } = findByFile(catalogue, path);
    if (packages.length > 0) {
      return { result: { packages }, lines: packages.map((found) => `${found.name}: /${found.path}`) };
    }
    call.report.note(isListed ? `no package has ${path}` : 'no repository lists the files of its packages');
    return { result: { packages }, exit: NOTHING_FOUND };
  });
}

const NOTHING_FOUND = 3;

function noteNothing({ report }: FindCall, text: string, near: readonly string[]): number {
  const meant = near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
  report.note(`nothing has "${text}" in its name or summary${meant}`);
  return NOTHING_FOUND;
}

function namesOutcome(names: readonly string[]): Outcome {
  return { result: { names }, lines: names };
}

/** `nginx 1.22.1-9 (debian): small, powerful web server`. */
export function foundLine({ name, version, repository, summary, provides }: Found): string {
  const also = provides === undefined ? '' : ` [provides ${provides}]`;
  return `${name} ${version} ${fromText(repository)}: ${summary}${also}`;
}

export const FIND = defineCommand({
  name: 'find',
  aliases: ['search'],
  summary: 'search the names and summaries of all packages',
  description: [
    'Each word has to occur in the name or the summary, letter case aside. Names come before summaries. What provides a name that is exactly the text comes last.',
    'Shows the version that an installation would take; --all shows every one.',
  ],
  operands: [{ name: 'TEXT', summary: 'words to look for', optional: true, many: true }],
  options: OPTIONS,
  examples: [
    { command: "spm find 'web server'", does: 'Find packages about web servers.' },
    { command: 'spm find --file bin/hello', does: 'Find what brings a file.' },
  ],
  readsOnly: true,
  exits: [3],
  load: async () => find,
});
