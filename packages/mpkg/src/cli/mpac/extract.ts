import { defineCommand, type Handler } from '@mpkg/cli';
import { startAgainForXz } from '../start-again.ts';
import { openArchive } from './open-archive.ts';

const OPTIONS = {} as const;

const extract: Handler<typeof OPTIONS> = async ({
  operands: [file = '', directory = ''],
  options,
  signal,
}) => {
  startAgainForXz([file]);
  await using reader = await openArchive(file, signal);
  if (options['dry-run']) {
    const { rawLines } = await import('./raw-lines.ts');
    return { result: { written: 0 }, bytes: rawLines(reader.index.paths()) };
  }
  const { extractPac } = await import('../../archive/extract-pac.ts');
  return { result: await extractPac(reader, directory, { signal }) };
};

export const EXTRACT = defineCommand({
  name: 'extract',
  aliases: ['x'],
  summary: 'unpack an archive into a directory',
  description: [
    'Nothing is ever written outside DIR: a symbolic link where the archive has a directory is refused, not followed, whether it was there or came from another archive.',
    'Files and links in the way are replaced, directories that exist are kept. Modes are 0755 for directories and executables and 0644 for other files, whatever the umask. When the archive turns out to be damaged, what was made is removed again.',
    'To install software use mpkg(1): it refuses conflicts before the first write, survives a crash, and can undo.',
  ],
  operands: [
    { name: 'FILE', summary: 'an archive, plain or compressed', complete: 'file' },
    { name: 'DIR', summary: 'made when it does not exist', complete: 'directory' },
  ],
  options: OPTIONS,
  exits: [3, 4, 6, 12],
  load: async () => extract,
});
