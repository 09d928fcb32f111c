import { VERSION, type Tool } from '@mpkg/cli';
import { CAT } from './cat.ts';
import { CREATE } from './create.ts';
import { DIFF } from './diff.ts';
import { DUMP } from './dump.ts';
import { EXTRACT } from './extract.ts';
import { LIST } from './list.ts';
import { PACK } from './pack.ts';
import { VERIFY } from './verify.ts';

export const MPAC: Tool = {
  name: 'mpac',
  version: VERSION,
  summary: 'make and read PAC archives',
  description: [
    'A PAC archive holds files, directories and symbolic links, and nothing else: no owners, no times, no package metadata.',
    'The same tree always gives the same bytes.',
  ],
  commands: [CREATE, PACK, EXTRACT, LIST, DUMP, CAT, VERIFY, DIFF],
  seeAlso: ['mpkg(1)', 'mpkg.conf(5)'],
};
