import { defineCommand, type Handler } from '@mpkg/cli';
import { PACKING_OPTIONS } from './packing-options.ts';

const OPTIONS = {
  ...PACKING_OPTIONS,
  from: {
    kind: 'text',
    placeholder: 'DIR',
    summary: 'Read files relative to DIR instead of the current directory',
  },
} as const;

const pack: Handler<typeof OPTIONS> = async (call) => {
  const { planList } = await import('../../archive/pack-list.ts');
  const { packPlanned } = await import('./packing.ts');
  const [file = '', list = ''] = call.operands;
  const { from } = call.options;
  return packPlanned(file, await planList(list, { from, signal: call.signal }), call);
};

export const PACK = defineCommand({
  name: 'pack',
  aliases: ['p'],
  summary: 'pack the files that a packing list names',
  description: [
    'The lines of a packing list are the entries of the archive, in packing order: in each directory first its files and links, then its subdirectories, both by the bytes of their names. A line out of order is refused with its number.',
    '"> PATH" opens a directory, given from the root of the archive; the lines after it are names in it. Lines before the first are in the root. A directory needs its parent opened before it, and need not exist on disk.',
    '"NAME" is a file or symbolic link, read at the same path; "NAME", a tab and "SOURCE" reads it elsewhere. "./" before a name is dropped, so that a name may begin with "> ". Empty lines mean nothing.',
  ],
  operands: [
    { name: 'OUT.pac', summary: 'the archive; it appears only when it is complete', complete: 'file' },
    { name: 'IN.list', summary: 'the packing list', complete: 'file' },
  ],
  options: OPTIONS,
  examples: [{ command: 'mpac pack foo.pac foo.list --from build/root', does: 'Pack part of a tree.' }],
  exits: [3, 12],
  load: async () => pack,
});
