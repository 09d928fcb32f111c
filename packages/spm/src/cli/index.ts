import { VERSION, type Tool } from '@mpkg/cli';

import { CHANGE_COMMANDS } from './change/index.ts';
import { completionCommand } from './completion.ts';
import { LATER_COMMANDS } from './later.ts';
import { LAYOUT_COMMANDS } from './layout/index.ts';
import { QUERY_COMMANDS } from './query/index.ts';
import { REPOSITORY_COMMANDS } from './repo/index.ts';
import { STATE_COMMANDS } from './state/index.ts';

export const SPM: Tool = {
  name: 'spm',
  version: VERSION,
  summary: 'find, resolve, install and undo packages from ranked repositories',
  description: [
    'spm reads repository indexes, solves dependencies and alternatives, and hands one pac at a time to mpkg.',
    'The unit of consistency is the repository: hashes, dependencies and attributes live in its index, never in a pac.',
  ],
  commands: [
    ...CHANGE_COMMANDS,
    ...STATE_COMMANDS,
    ...LAYOUT_COMMANDS,
    ...QUERY_COMMANDS,
    ...REPOSITORY_COMMANDS,
    ...LATER_COMMANDS,
    completionCommand(() => SPM),
  ],
  files: [
    { path: '/etc/spm/config.json', summary: 'configuration: ranked repositories and preferences' },
    {
      path: '/var/lib/spm',
      summary: 'synced repositories, the compiled catalogue, installed state and history',
    },
  ],
  seeAlso: ['mpkg(1)', 'mpac(1)'],
};
