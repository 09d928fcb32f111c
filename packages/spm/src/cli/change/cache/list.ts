import { defineCommand, type Handler } from '@mpkg/cli';
import { countText } from '../../../query/count-text.ts';

const list: Handler<{}> = async (call) => {
  const { cacheOf } = await import('../open-artifacts.ts');
  const { inventory } = await import('../../../artifacts/inventory.ts');
  const { sizeText } = await import('../../../query/size-text.ts');
  const cache = cacheOf(call);
  const items = [...inventory(cache)].map(({ used, ...item }) => {
    return { ...item, used: new Date(used).toISOString() };
  });
  const bytes = items.reduce((sum, { size }) => sum + size, 0);
  call.report.note(`${cache.directory}: ${countText(items.length, 'file')}, ${sizeText(bytes)}`);
  return {
    result: { directory: cache.directory, bytes, items },
    lines: items.map(({ kind, path, size, used }) => `${used.slice(0, 10)} ${kind} ${size} ${path}`),
  };
};

export const CACHE_LIST = defineCommand({
  name: 'cache list',
  aliases: ['cache'],
  summary: 'list what lies in the cache',
  description: ['One file a line: when it was last used, what it is, its size in bytes, its path.'],
  options: {},
  readsOnly: true,
  load: async () => list,
});
