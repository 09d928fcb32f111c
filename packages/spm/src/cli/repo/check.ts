import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { defineCommand, type Call, type Handler, type Outcome } from '@mpkg/cli';

import type { Catalogue } from '../../catalogue/catalogue.ts';
import { SpmError } from '../../errors.ts';
import { countText } from '../../query/count-text.ts';

const checkRepo: Handler<{}> = async (call) => {
  const [operand = ''] = call.operands;
  if (!(await isLocation(call, operand))) return checkListed(call, operand);
  if (!operand.includes(':') && !existsSync(resolve(call.cwd, operand))) {
    throw new SpmError('file-not-found', `${operand}: no such file or directory`, {
      subject: operand,
      hint: 'spm repo list',
    });
  }
  const { locationUrl } = await import('../../repos/location.ts');
  const { unlistedCatalogue } = await import('./unlisted-catalogue.ts');
  const { catalogue, name } = await unlistedCatalogue(call, locationUrl(operand, call.cwd));
  try {
    return await outcomeOf(call, catalogue, name);
  } finally {
    catalogue.close();
  }
};

/** The name of a repository has no slash and no colon; without these, one of the list counts more than a file of this directory. */
async function isLocation(call: Call, operand: string): Promise<boolean> {
  if (/[/:]/.test(operand)) return true;
  const { settingsFor } = await import('../surroundings.ts');
  const { repositories } = await settingsFor(call);
  return repositories.every(({ name }) => name !== operand) && existsSync(resolve(call.cwd, operand));
}

async function checkListed(call: Call, name: string): Promise<Outcome> {
  const { withCatalogue } = await import('../with-catalogue.ts');
  return withCatalogue(call, async (catalogue) => {
    const names = catalogue.repositories.map((repository) => repository.name);
    if (!names.includes(name)) throw await unknown(name, names);
    return outcomeOf(call, catalogue, name);
  });
}

async function outcomeOf({ report }: Call, catalogue: Catalogue, name: string): Promise<Outcome> {
  const { checkRepository } = await import('../../query/check-repository.ts');
  report.progress({ id: 'check', label: `checking ${name}`, done: 0, unit: 'packages' });
  const check = checkRepository(catalogue, name, (done, total) =>
    report.progress({ id: 'explain', label: 'explaining', done, total, unit: 'packages' }),
  );
  const { packages, uninstallable, undecided } = check;
  const failing = uninstallable.length === 0 ? 'all can' : `${uninstallable.length} cannot`;
  report.note(`${countText(packages, 'package')}, ${failing} be installed`);
  return {
    result: check,
    lines: [
      ...uninstallable.flatMap(({ text }) => text),
      ...undecided.map((found) => `no verdict on ${found.name} ${found.version}: the budget was spent`),
    ],
    exit: uninstallable.length + undecided.length === 0 ? 0 : 1,
  };
}

async function unknown(name: string, names: readonly string[]): Promise<SpmError> {
  const { nearest } = await import('@mpkg/manifest');
  const near = nearest(name, names);
  const meant = near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
  return new SpmError('repository-unknown', `there is no synced repository ${name}${meant}`, {
    subject: name,
    hint: near[0] === undefined ? 'spm repo list' : `spm repo check ${near[0]}`,
    details: { near },
  });
}

export const REPO_CHECK = defineCommand({
  name: 'repo check',
  summary: 'check that every package of a repository can be installed',
  description: [
    'Tries each package on an empty system, beside what all repositories of the list have. Those that cannot be installed are shown with what stands against them, and the exit status is 1.',
    'A repository that is not on the list, such as the next edition of one, is named by the directory that holds its index, by the index, or by a URL. It is checked as the first of the list, beside the synced ones of other publishers; nothing is changed.',
  ],
  operands: [
    {
      name: 'REPO',
      summary: 'a repository of the list; or a directory, an index file or a URL',
      complete: 'directory',
    },
  ],
  options: {},
  examples: [
    { command: 'spm repo check debian', does: 'Find the packages of debian that nobody can install.' },
    { command: 'spm repo check ./public', does: 'Check a repository before it is published.' },
  ],
  exits: [3, 6, 7],
  load: async () => checkRepo,
});
