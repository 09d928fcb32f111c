import { defineCommand, type Handler } from '@mpkg/cli';

const deintegrate: Handler<{}> = async (call) => {
  const { settingsFor } = await import('../surroundings.ts');
  const { carryOut } = await import('../change/carry-out.ts');
  const { resolveInstalled } = await import('../../plan/remove.ts');
  const { planDeintegration } = await import('../../integrate/plan-deintegration.ts');
  return carryOut(call, {
    settings: await settingsFor(call),
    plan: (store) =>
      planDeintegration(
        store,
        call.operands.map((name) => resolveInstalled(store, name)),
      ),
  });
};

export const DEINTEGRATE = defineCommand({
  name: 'deintegrate',
  summary: 'take links, menu entries, services and environment of packages out of the system again',
  description: [
    'Removes exactly what "spm integrate" put there; the packages stay. A file that was edited since is kept beside as PATH.mpkg-save. What is not integrated is left alone.',
  ],
  operands: [{ name: 'NAME', summary: 'an installed package', many: true, complete: 'package' }],
  options: {},
  examples: [{ command: 'spm deintegrate tomcat', does: 'Keep tomcat, but out of the way.' }],
  exits: [3, 8, 9, 12, 14],
  load: async () => deintegrate,
});
