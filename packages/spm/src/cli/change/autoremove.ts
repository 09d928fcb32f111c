import { defineCommand, type Handler } from '@mpkg/cli';

const autoremove: Handler<{}> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const { carryOut } = await import('./carry-out.ts');
  const { planAutoremoval } = await import('../../plan/remove.ts');
  return carryOut(call, { settings: await settingsFor(call), plan: planAutoremoval });
};

export const AUTOREMOVE = defineCommand({
  name: 'autoremove',
  summary: 'remove what nobody asked for and nothing needs',
  description: [
    'What was asked for is listed by "spm installed --explicit", what would go by "spm installed --orphans".',
  ],
  options: {},
  exits: [8, 9, 12, 14],
  load: async () => autoremove,
});
