import { defineCommand, type Handler } from '@mpkg/cli';

import { INSTALLED_OPTION } from '../planning-options.ts';

const OPTIONS = { ...INSTALLED_OPTION } as const;

const MARKS = {
  installed: ' [installed]',
  upgrade: ' [another version is installed]',
  new: '',
} as const;

const match: Handler<typeof OPTIONS> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const { withKnown } = await import('../with-planning.ts');
  const { matchPackages } = await import('../../query/match.ts');
  const { requestOf } = await import('../../plan/solve-jobs.ts');
  const { foundLine } = await import('./find.ts');
  const words = call.operands.flatMap((operand) => operand.split(/\s+/)).filter((word) => word !== '');
  const settings = await settingsFor(call);
  return withKnown(call, { settings, installed: call.options.installed }, (planning) => {
    const request = requestOf(planning, { words: [], jobs: [] });
    const onChecked = (done: number, total: number): void =>
      call.report.progress({ id: 'match', label: 'checking what fits', done, total, unit: 'packages' });
    const { packages, unfit } = matchPackages(planning.catalogue, words, { request, onChecked });
    if (packages.length === 0)
      call.report.note(`nothing that fits here has "${words.join(' ')}" in its name or summary`);
    if (unfit > 0) call.report.note(`${unfit} more cannot be installed beside what is installed`);
    return {
      result: { packages, unfit },
      lines: packages.map((found) => `${foundLine(found)}${MARKS[found.fits]}`),
      exit: packages.length === 0 ? 3 : 0,
    };
  });
};

export const MATCH = defineCommand({
  name: 'match',
  summary: 'find, limited to what fits this platform and what is installed',
  description: [
    'As find, but shows only packages for the architectures of this machine that can be installed beside everything that is installed, and says of each whether it is installed already.',
  ],
  operands: [{ name: 'TEXT', summary: 'words to look for', many: true }],
  options: OPTIONS,
  examples: [{ command: 'spm match nginx', does: 'Find the packages about nginx that fit this machine.' }],
  readsOnly: true,
  exits: [3],
  load: async () => match,
});
