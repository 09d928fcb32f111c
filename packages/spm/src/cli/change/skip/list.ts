import { defineCommand, type Handler } from '@mpkg/cli';

const list: Handler<{}> = async (call) => {
  const { skipsOutcome } = await import('./change-skips.ts');
  const { resolveInstalled } = await import('../../../plan/remove.ts');
  const { StateStore } = await import('../../../state/store.ts');
  const { rootOf } = await import('../../surroundings.ts');
  const root = rootOf(call);
  return skipsOutcome(root, resolveInstalled(new StateStore(root), call.operands[0] ?? ''));
};

export const SKIP_LIST = defineCommand({
  name: 'skip list',
  aliases: ['skip'],
  summary: 'list what is skipped of a package',
  operands: [{ name: 'NAME', summary: 'an installed package', complete: 'package' }],
  options: {},
  exits: [3],
  load: async () => list,
});
