import { VERSION, type Tool } from '@mpkg/cli';

export const MPAC: Tool = {
  name: 'mpac',
  version: VERSION,
  summary: 'make and read PAC archives',
  description: [
    'A PAC archive holds files, directories and symbolic links, and nothing else: no owners, no times, no package metadata.',
    'The same tree always gives the same bytes.',
  ],
  commands: [],
  seeAlso: ['mpkg(1)', 'mpkg.conf(5)'],
};
