import { defineCommand, UsageError, type Handler } from '@mpkg/cli';

const mark: Handler<{}> = async (call) => {
  const { carryOut } = await import('./carry-out.ts');
  const { settingsFor } = await import('../surroundings.ts');
  const { planMarkDependency, planMarkExplicit } = await import('../../plan/wishes.ts');
  const { resolveInstalled } = await import('../../plan/remove.ts');
  const [as = '', name = ''] = call.operands;
  if (as !== 'explicit' && as !== 'dep') {
    throw new UsageError(`"${as}" is neither explicit nor dep`, `spm mark explicit ${as}`);
  }
  return carryOut(call, {
    settings: await settingsFor(call),
    plan: (store) => {
      const id = resolveInstalled(store, name);
      return as === 'explicit' ? planMarkExplicit(store, id) : planMarkDependency(store, id);
    },
  });
};

export const MARK = defineCommand({
  name: 'mark',
  summary: 'say whether a package was asked for or is there for others',
  description: [
    'What is explicit stays although nothing needs it; what is a dependency goes with "spm autoremove" once nothing needs it any more.',
  ],
  operands: [
    { name: 'AS', summary: 'explicit or dep' },
    { name: 'NAME', summary: 'an installed package', complete: 'package' },
  ],
  options: {},
  examples: [{ command: 'spm mark explicit libssl3', does: 'Keep libssl3 whatever happens.' }],
  exits: [3, 8, 12],
  load: async () => mark,
});
