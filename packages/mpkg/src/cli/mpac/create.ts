import { defineCommand, type Handler } from '@mpkg/cli';
import { PACKING_OPTIONS } from './packing-options.ts';
import { prepareForTree } from './prepare-for-tree.ts';

const OPTIONS = {
  ...PACKING_OPTIONS,
  exclude: {
    kind: 'texts',
    placeholder: 'GLOB',
    summary: 'Leave out what matches, with everything below it; may be given again',
  },
} as const;

const create: Handler<typeof OPTIONS> = async (call) => {
  const { planTree } = await import('../../archive/create-pac.ts');
  const { packPlanned } = await import('./packing.ts');
  const [file = '', directory = ''] = call.operands;
  prepareForTree(directory);
  return packPlanned(file, planTree(file, directory, { exclude: call.options.exclude }), call);
};

export const CREATE = defineCommand({
  name: 'create',
  aliases: ['c'],
  summary: 'pack a tree',
  description: [
    'Packs what is in DIR; DIR itself is no entry. The same tree always gives the same archive: times, owners and the order of directories on disk leave no trace. Hard links become copies.',
    'A file is stored as executable when anybody may execute it. Everything else about modes and owners is lost; what deserves to be kept (setuid and other special bits, owners besides root and the packer, tighter permissions) is returned as a table for a repository index or for mpkg --modes.',
    'Sockets, pipes, devices, files of 4 GiB and more, more than 32 nested directories and names with control bytes cannot be packed: all of them are named, and nothing is written.',
    'A GLOB without a slash is matched with names, otherwise with paths from DIR; * and ? stop at slashes, ** does not.',
    'Compression is deterministic: a result depends on the tree, the codec, the level and the version of the compressor.',
  ],
  operands: [
    { name: 'OUT.pac', summary: 'the archive; it appears only when it is complete', complete: 'file' },
    { name: 'DIR', summary: 'the tree', complete: 'directory' },
  ],
  options: OPTIONS,
  examples: [
    { command: 'mpac create foo-1.2.pac.zst build/root', does: 'Pack a tree, compressed by zstd.' },
    { command: "mpac c foo.pac build/root --exclude '*.la'", does: 'Leave libtool archives out.' },
  ],
  exits: [3, 11, 12],
  load: async () => create,
});
