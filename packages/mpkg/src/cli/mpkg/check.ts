import { defineCommand } from '@mpkg/cli';
import { PACKAGE_OPTIONS } from './options.ts';

export const CHECK = defineCommand({
  name: 'check',
  aliases: ['-c'],
  summary: 'compare what is deployed with what was recorded',
  description: [
    'Reads every file of the packages, or of all. Prints a line for each that differs: missing, or any of type, content, mode and owner, then its path. Of what mpkg keeps itself, a damaged file is shown as that, and a warning says what to do about it. The exit status is 1 when there is a line.',
  ],
  operands: [
    {
      name: 'NAME',
      summary: 'a deployed package, or GROUP:NAME',
      optional: true,
      many: true,
      complete: 'package',
    },
  ],
  options: PACKAGE_OPTIONS,
  readsOnly: true,
  exits: [3],
  load: async () => (await import('./handlers/check.ts')).check,
});
