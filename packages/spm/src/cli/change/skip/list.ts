import { defineCommand, type Handler } from '@mpkg/cli';

const list: Handler<{}> = async (call) => {
  const { StateStore } = await import('../../../state/store.ts');
  const { parseWish } = await import('../../../world/text.ts');
  const { rootOf } = await import('../../surroundings.ts');
  const [name] = call.operands;
  const skips = [...new StateStore(rootOf(call)).world()]
    .map(parseWish)
    .filter(({ verb, subject }) => verb === 'skip' && subject === (name ?? subject))
    .map(({ subject, range }) => ({ package: subject, path: range }));
  return {
    result: { skips },
    lines: skips.map((skip) => (name === undefined ? `${skip.package} ${skip.path}` : skip.path)),
  };
};

export const SKIP_LIST = defineCommand({
  name: 'skip list',
  aliases: ['skip'],
  summary: 'list what is skipped, of one package or of all',
  description: ['Paths are from the root of the package, one a line.'],
  operands: [{ name: 'NAME', summary: 'an installed package', optional: true, complete: 'package' }],
  options: {},
  readsOnly: true,
  load: async () => list,
});
