import { defineCommand, type Handler } from '@mpkg/cli';
import { bytesOfText } from '../../bytes.ts';
import { MpkgError } from '../../errors.ts';
import type { PacReader } from '../../archive/pac-reader.ts';
import { startAgainForXz } from '../start-again.ts';
import { openArchive } from './open-archive.ts';

const OPTIONS = {} as const;

const cat: Handler<typeof OPTIONS> = async ({ operands: [file = '', path = ''], options }) => {
  startAgainForXz([file]);
  const bytes = contentOf(file, path);
  if (options.json === undefined) return { result: null, bytes };
  const content = Buffer.concat(await Array.fromAsync(bytes, (piece) => Buffer.from(piece)));
  return { result: { path, size: content.length, base64: content.toString('base64') } };
};

async function* contentOf(file: string, path: string): AsyncGenerator<Uint8Array> {
  await using reader = await openArchive(file);
  yield* reader.readEntry(leafAt(reader, path));
}

function leafAt(reader: PacReader, path: string): number {
  const entry = reader.index.find(bytesOfText(path.replace(/^(\.?\/)+/, '')));
  if (entry >= 0 && !reader.index.isDirectory(entry)) return entry;
  const words = entry < 0 ? 'there is no' : 'it is a directory:';
  throw new MpkgError('entry-not-found', `${reader.path}: ${words} ${path}`, {
    subject: path,
    hint: `mpac list ${reader.path}`,
  });
}

export const CAT = defineCommand({
  name: 'cat',
  summary: 'print one file of an archive',
  description: [
    'Prints the content of a file, or the target of a link. The whole archive is verified on the way: when the exit status is 0, what was printed is what was packed.',
  ],
  operands: [
    { name: 'FILE', summary: 'an archive, plain or compressed', complete: 'file' },
    { name: 'PATH', summary: 'as list prints it' },
  ],
  options: OPTIONS,
  readsOnly: true,
  exits: [3, 6],
  load: async () => cat,
});
