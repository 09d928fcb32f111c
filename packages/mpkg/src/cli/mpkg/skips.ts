import { defineCommand } from '@mpkg/cli';
import { SKIPS_OPTIONS } from './options.ts';

export const SKIPS = defineCommand({
  name: 'skips',
  aliases: ['-s'],
  summary: 'show or change what is skipped of a package',
  description: [
    'Prints the skipped paths of the archive, one a line. What is skipped can come back without the network: a package with skipped paths keeps its archive, sharing its blocks with the original where the file system can.',
  ],
  operands: [{ name: 'NAME', summary: 'a deployed package, or GROUP:NAME', complete: 'package' }],
  options: SKIPS_OPTIONS,
  examples: [
    { command: 'mpkg -s foo --skip usr/share/doc', does: 'Remove the documentation of foo' },
    { command: 'mpkg -s foo --unskip usr/share/doc', does: 'Bring it back' },
  ],
  exits: [3, 4, 6, 8, 11, 12],
  load: async () => (await import('./handlers/skips.ts')).skips,
});
