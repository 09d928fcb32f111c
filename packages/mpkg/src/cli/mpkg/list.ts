import { defineCommand } from '@mpkg/cli';
import { PACKAGE_OPTIONS } from './options.ts';

export const LIST = defineCommand({
  name: 'list',
  aliases: ['-l'],
  summary: 'list deployed packages, or the files of one',
  description: [
    'Without NAME, one package a line: its name, after its group and a colon unless that is the default one. With NAME, the paths of its files and links, one a line.',
  ],
  operands: [
    { name: 'NAME', summary: 'a deployed package, or GROUP:NAME', optional: true, complete: 'package' },
  ],
  options: PACKAGE_OPTIONS,
  readsOnly: true,
  exits: [3],
  load: async () => (await import('./handlers/list.ts')).list,
});
