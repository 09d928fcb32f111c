import { defineCommand, type Handler } from '@mpkg/cli';
import { textOfBytes, type Bytes } from '../../bytes.ts';
import { rawLines } from './raw-lines.ts';

const OPTIONS = {} as const;

const diff: Handler<typeof OPTIONS> = async ({ operands: [a = '', b = ''] }) => {
  const { openPac } = await import('../../archive/open-pac.ts');
  const { diffPacs } = await import('../../archive/diff-pacs.ts');
  await using first = await openPac(a);
  await using second = await openPac(b);
  const found = Object.entries(await diffPacs(first, second)) as [string, readonly Bytes[]][];
  return {
    result: Object.fromEntries(found.map(([change, paths]) => [change, paths.map(textOfBytes)])),
    bytes: rawLines(
      found.flatMap(([change, paths]) => paths.map((path) => `${change.padEnd(7)} ${path}` as Bytes)),
    ),
    exit: found.every(([, paths]) => paths.length === 0) ? 0 : 1,
  };
};

export const DIFF = defineCommand({
  name: 'diff',
  summary: 'compare two archives by path and content',
  description: [
    'Prints one line for each path that is added, removed, changed (another content or link target) or retyped (directory, file, executable, link). How the archives are compressed makes no difference. Like diff(1), it exits 1 when there are differences.',
  ],
  operands: [
    { name: 'A', summary: 'the older archive', complete: 'file' },
    { name: 'B', summary: 'the newer archive', complete: 'file' },
  ],
  options: OPTIONS,
  readsOnly: true,
  exits: [3, 6],
  load: async () => diff,
});
