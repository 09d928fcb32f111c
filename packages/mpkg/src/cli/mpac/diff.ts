import { defineCommand, Rows, type Handler } from '@mpkg/cli';
import { textOfBytes, type Bytes } from '../../bytes.ts';
import { rawLines } from './raw-lines.ts';
import { openArchive } from './open-archive.ts';

const OPTIONS = {} as const;

const diff: Handler<typeof OPTIONS> = async ({ operands: [a = '', b = ''] }) => {
  const { diffPacs, isWithoutDifference } = await import('../../archive/diff-pacs.ts');
  await using first = await openArchive(a);
  await using second = await openArchive(b);
  const lists = { ...(await diffPacs(first, second)) };
  return {
    result: Object.fromEntries(
      Object.entries(lists).map(([change, paths]) => [change, new Rows(textsOf(paths))]),
    ),
    bytes: rawLines(linesOf(lists)),
    exit: isWithoutDifference(lists) ? 0 : 1,
  };
};

function* textsOf(paths: Iterable<Bytes>): Generator<string> {
  for (const path of paths) yield textOfBytes(path);
}

function* linesOf(lists: Readonly<Record<string, Iterable<Bytes>>>): Generator<Bytes> {
  for (const [change, paths] of Object.entries(lists))
    for (const path of paths) yield `${change.padEnd(7)} ${path}` as Bytes;
}

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
