import { defineCommand, Rows, type Handler } from '@mpkg/cli';
import type { PacReader } from '../../archive/pac-reader.ts';
import { bytesOfText, textOfBytes, type Bytes } from '../../bytes.ts';
import type { EntryKind } from '../../pac/kind.ts';
import { openArchive } from './open-archive.ts';

const OPTIONS = {} as const;

const dump: Handler<typeof OPTIONS> = async ({ operands: [file = ''] }) => {
  const { rawLines } = await import('./raw-lines.ts');
  await using reader = await openArchive(file);
  const rows = rowsOf(reader);
  return { result: new Rows(rows), bytes: rawLines(rows.map(lineOf)) };
};

interface Row {
  readonly entry: number;
  /** In the plain archive. */
  readonly at: number;
  readonly lead: number;
  readonly type: EntryKind;
  readonly depth: number;
  readonly size: number;
  readonly name: string;
}

function* rowsOf({ headerBytes, index }: PacReader): Generator<Row> {
  for (let entry = 0; entry < index.length; entry++) {
    yield {
      entry,
      at: headerBytes + index.offset(entry),
      lead: index.lead(entry),
      type: index.kind(entry),
      depth: index.depth(entry),
      size: index.size(entry),
      name: textOfBytes(index.name(entry)),
    };
  }
}

function lineOf({ entry, at, lead, type, depth, size, name }: Row): Bytes {
  const number = String(entry).padStart(6);
  const place = `${hex(at, 6)} ${hex(lead, 2)}`;
  return bytesOfText(
    `${number} ${place} ${type.padEnd(4)} ${String(depth).padStart(2)} ${String(size).padStart(10)} ${name}`,
  );
}

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
