import { defineCommand, UsageError, type Handler } from '@mpkg/cli';

const mark: Handler<{}> = async (call) => {
  const { carryOut } = await import('./carry-out.ts');
  const { settingsFor } = await import('../surroundings.ts');
  const { planMarkDependency, planMarkExplicit, planWishes } = await import('../../plan/wishes.ts');
  const { resolveInstalled } = await import('../../plan/remove.ts');
  const [as = '', ...names] = call.operands;
  if (as !== 'explicit' && as !== 'dep') {
    throw new UsageError(`"${as}" is neither explicit nor dep`, `spm mark explicit ${names[0] ?? as}`);
  }
  const planOne = as === 'explicit' ? planMarkExplicit : planMarkDependency;
  return carryOut(call, {
    settings: await settingsFor(call),
    plan: (store) => {
      const ids = names.map((name) => resolveInstalled(store, name));
      const changes = ids.map((id) => planOne(store, id).world);
      return planWishes(store, ['mark', as, ...ids], {
        removed: changes.flatMap(({ removed }) => removed),
        added: changes.flatMap(({ added }) => added),
      });
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
    { name: 'NAME', summary: 'an installed package', many: true, complete: 'package' },
  ],
  options: {},
  examples: [{ command: 'spm mark explicit libssl3', does: 'Keep libssl3 whatever happens.' }],
  exits: [3, 8, 12],
  load: async () => mark,
});
