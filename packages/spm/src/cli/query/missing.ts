import { defineCommand, type Handler } from '@mpkg/cli';

const missing: Handler<{}> = async (call) => {
  const { missingNames } = await import('../../query/missing-names.ts');
  const { missingFile } = await import('../with-catalogue.ts');
  const names = missingNames(missingFile(call));
  return {
    result: { names },
    lines: names.map(({ name, times, last }) => `${times} ${name} (last ${last.slice(0, 10)})`),
  };
};

export const MISSING = defineCommand({
  name: 'missing',
  summary: 'show names that were asked for and that no repository had',
  description: [
    'The names asked for most often come first. They are noted on this machine only and never sent anywhere.',
  ],
  options: {},
  readsOnly: true,
  load: async () => missing,
});
