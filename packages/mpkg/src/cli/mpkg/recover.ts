import { defineCommand } from '@mpkg/cli';
import { CHANGE_OPTIONS } from './options.ts';

export const RECOVER = defineCommand({
  name: 'recover',
  aliases: ['--recover'],
  summary: 'finish or roll back what was interrupted',
  description: [
    'A transaction that was interrupted before its commit is rolled back, one that was interrupted after it is cleaned up: the tree is what it was before or what it should be after, never a mix. Every command that changes something does this first by itself.',
    'A list of the directories that were made for packages (/var/lib/mpkg/directories) that is damaged or lost is made anew, from the records of the packages.',
  ],
  options: CHANGE_OPTIONS,
  exits: [8, 12],
  load: async () => (await import('./handlers/recover.ts')).recover,
});
