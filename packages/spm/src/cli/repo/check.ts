import { defineCommand, type Handler } from '@mpkg/cli';

import { SpmError } from '../../errors.ts';
import { countText } from '../../query/count-text.ts';

const checkRepo: Handler<{}> = async (call) => {
  const { withCatalogue } = await import('../with-catalogue.ts');
  const [name = ''] = call.operands;
  return withCatalogue(call, async (catalogue) => {
    const { checkRepository } = await import('../../query/check-repository.ts');
    const names = catalogue.repositories.map((repository) => repository.name);
    if (!names.includes(name)) throw await unknown(name, names);
    const label = `checking ${name}`;
    call.report.progress({ id: 'check', label, done: 0, unit: 'packages' });
    const check = checkRepository(catalogue, name, (done, total) =>
      call.report.progress({ id: 'explain', label: 'explaining', done, total, unit: 'packages' }),
    );
    const { packages, uninstallable, undecided } = check;
    const failing = uninstallable.length === 0 ? 'all can' : `${uninstallable.length} cannot`;
    call.report.note(`${countText(packages, 'package')}, ${failing} be installed`);
    return {
      result: check,
      lines: [
        ...uninstallable.flatMap(({ text }) => text),
        ...undecided.map((found) => `no verdict on ${found.name} ${found.version}: the budget was spent`),
      ],
      exit: uninstallable.length + undecided.length === 0 ? 0 : 1,
    };
  });
};

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
  ],
  operands: [{ name: 'NAME', summary: 'a repository of the list' }],
  options: {},
  examples: [
    { command: 'spm repo check debian', does: 'Find the packages of debian that nobody can install.' },
  ],
  exits: [3],
  load: async () => checkRepo,
});
