import { defineCommand, type Handler } from '@mpkg/cli';
import { bytesOfText, textOfBytes } from '../../bytes.ts';

const OPTIONS = {} as const;

const dump: Handler<typeof OPTIONS> = async ({ operands: [file = ''] }) => {
  const { openPac } = await import('../../archive/open-pac.ts');
  const { rawLines } = await import('./raw-lines.ts');
  await using reader = await openPac(file);
  const { index } = reader;
  const rows = [...index].map(({ entry, kind, size }) => ({
    entry,
    at: reader.headerBytes + index.offset(entry),
    lead: index.lead(entry),
    type: kind,
    depth: index.depth(entry),
    size,
    name: textOfBytes(index.name(entry)),
  }));
  const lines = rows.map(({ entry, at, lead, type, depth, size, name }) =>
    bytesOfText(
      [
        String(entry).padStart(6),
        hex(at, 6),
        hex(lead, 2),
        type.padEnd(4),
        String(depth).padStart(2),
        String(size).padStart(10),
        name,
      ].join(' '),
    ),
  );
  return { result: rows, bytes: rawLines(lines) };
};

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}

export const DUMP = defineCommand({
  name: 'dump',
  aliases: ['d'],
  summary: 'show the raw index entries of an archive',
  description: [
    'One line for each entry: its number, where it begins in the plain archive and its lead byte (both hexadecimal), type, depth, size and name. docs/formats/pac.md explains them.',
  ],
  operands: [{ name: 'FILE', summary: 'an archive, plain or compressed', complete: 'file' }],
  options: OPTIONS,
  readsOnly: true,
  exits: [3, 6],
  load: async () => dump,
});
