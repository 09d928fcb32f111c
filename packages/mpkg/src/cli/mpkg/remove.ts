import { defineCommand } from '@mpkg/cli';
import { PACKAGE_CHANGE_OPTIONS } from './options.ts';

export const REMOVE = defineCommand({
  name: 'remove',
  aliases: ['-u'],
  summary: 'undo deployments, all or none',
  description: [
    'The tree is then what it was before the deployment: directories that were made for packages go with the last of them, all others stay.',
    'A file that was modified is kept beside as PATH.mpkg-save, with a warning. Files of others are never touched, nor the directories they are in.',
  ],
  operands: [{ name: 'NAME', summary: 'a deployed package, or GROUP:NAME', many: true, complete: 'package' }],
  options: PACKAGE_CHANGE_OPTIONS,
  examples: [{ command: 'mpkg -u foo', does: 'Undo the deployment of foo' }],
  exits: [3, 8, 12, 13],
  load: async () => (await import('./handlers/remove.ts')).remove,
});
