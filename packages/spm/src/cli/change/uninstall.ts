import { defineCommand, type Handler } from '@mpkg/cli';

import { acceptedKinds, ESSENTIAL_OPTION, SCRIPTS_OPTION } from './options.ts';

const OPTIONS = {
  ...SCRIPTS_OPTION,
  ...ESSENTIAL_OPTION,
  cascade: { kind: 'flag', summary: 'Also remove what cannot be without it' },
  reset: { kind: 'flag', summary: 'Put its defaults back first: nothing that was edited is kept beside' },
} as const;

const uninstall: Handler<typeof OPTIONS> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const { carryOut } = await import('./carry-out.ts');
  const { cacheOf } = await import('./open-artifacts.ts');
  const { planRemoval, resolveInstalled } = await import('../../plan/remove.ts');
  return carryOut(call, {
    settings: await settingsFor(call),
    plan: (store) => {
      const ids = call.operands.map((name) => resolveInstalled(store, name));
      return planRemoval(store, ids, call.options.cascade);
    },
    ...(call.options.reset && {
      prepare: async (store, plan) => {
        const { resetRemoved } = await import('./reset-removed.ts');
        return resetRemoved(store, cacheOf(call), plan);
      },
    }),
    accepted: acceptedKinds(call.options),
    runScripts: call.options['run-scripts'],
  });
};

export const UNINSTALL = defineCommand({
  name: 'uninstall',
  aliases: ['remove', 'rm', 'del', '-R'],
  summary: 'remove packages',
  description: [
    'What something else needs is not removed: the exit status is 4 and the message names what needs it. With --cascade that goes as well.',
    'Configuration that was edited is kept beside as PATH.mpkg-save; with --reset it goes as well, and an undo brings the defaults. What nothing needs any more stays until "spm autoremove".',
    'A package that its repository calls essential goes only with --remove-essential, or when a person at the terminal accepts that; else the exit status is 9.',
  ],
  operands: [{ name: 'NAME', summary: 'an installed package', many: true, complete: 'package' }],
  options: OPTIONS,
  examples: [
    { command: 'spm uninstall nginx', does: 'Remove nginx.' },
    {
      command: 'spm uninstall nginx --reset',
      does: 'Remove nginx and what was edited of its configuration.',
    },
    { command: 'spm -R libssl3 --cascade', does: 'Remove a library and everything that needs it.' },
  ],
  exits: [3, 4, 8, 9, 12, 14],
  load: async () => uninstall,
});
