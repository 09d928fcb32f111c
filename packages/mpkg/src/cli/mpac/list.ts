import { defineCommand, Rows, type Handler } from '@mpkg/cli';
import type { PacEntry } from '../../pac/pac-index.ts';
import { bytesOfText, quoteBytes, textOfBytes, type Bytes } from '../../bytes.ts';
import { openArchive } from './open-archive.ts';

const OPTIONS = {
  long: { kind: 'flag', short: 'l', summary: 'Show type, size and link target as well' },
} as const;

const list: Handler<typeof OPTIONS> = async ({ operands: [file = ''], options }) => {
  const { linkTargets } = await import('../../archive/link-targets.ts');
  const { pathToJson } = await import('../../archive/path-json.ts');
  const { rawLines } = await import('./raw-lines.ts');
  await using reader = await openArchive(file);
  const { index } = reader;
  if (options.json === undefined && !options.long) {
    return { result: null, bytes: rawLines(index.paths()) };
  }
  const targets = await linkTargets(reader);
  const targetOf = ({ entry, kind }: PacEntry): Bytes | undefined =>
    kind === 'link' ? targets.get(entry) : undefined;
  const result = index[Symbol.iterator]().map((entry) => {
    const target = targetOf(entry);
    return {
      ...pathToJson(entry.path),
      type: entry.kind,
      size: entry.size,
      ...(target !== undefined && { target: textOfBytes(target) }),
    };
  });
  const lines = index[Symbol.iterator]().map((entry) => longLine(entry, targetOf(entry)));
  return { result: new Rows(result), bytes: rawLines(lines) };
};

/** Unlike names, targets may hold control bytes: those are shown escaped. */
function longLine({ kind, size, path }: PacEntry, target: Bytes | undefined): Bytes {
  const arrow = target === undefined ? '' : ` -> ${bytesOfText(quoteBytes(target).slice(1, -1))}`;
  return `${kind.padEnd(4)} ${String(size).padStart(10)} ${path}${arrow}` as Bytes;
}

export const LIST = defineCommand({
  name: 'list',
  aliases: ['t'],
  summary: 'list the paths in an archive',
  description: [
    'Prints one path a line, as bytes, in archive order. Only the index is read: the contents of a compressed archive are not decompressed, and not verified.',
    'With --long or --json, archives with symbolic links are read up to the last link for their targets. A type is dir, file, exec (an executable file) or link.',
  ],
  operands: [{ name: 'FILE', summary: 'an archive, plain or compressed', complete: 'file' }],
  options: OPTIONS,
  readsOnly: true,
  exits: [3, 6],
  load: async () => list,
});
