import { defineCommand } from '@mpkg/cli';
import { DEPLOY_OPTIONS } from './options.ts';

export const DEPLOY = defineCommand({
  name: 'deploy',
  aliases: ['-i'],
  summary: 'deploy archives, all or none',
  description: [
    'Several archives are one transaction: they are planned one after the other, staged, and become visible together.',
    'What is in the way is a conflict: all conflicting paths are printed, one a line, and nothing is written. A directory that is there already is shared. A link to a directory is followed inside the root and the prefix; one that leads out is refused.',
    'With --replace, files that are in both versions are swapped atomically, files with the same content are not touched, and files of the old version alone disappear last. A file that was modified is kept beside as PATH.mpkg-save.',
    'Paths of --skip and --keep are those in the archive; a new version that is given none inherits those of the version it replaces. An existing configuration file stays, and the new one lands beside it as PATH.mpkg-new.',
  ],
  operands: [
    {
      name: 'PAC',
      summary: "a file, or a name to find in the group's directories",
      many: true,
      complete: 'file',
    },
  ],
  options: DEPLOY_OPTIONS,
  examples: [
    { command: 'mpkg -i foo.pac', does: 'Deploy foo' },
    {
      command: 'mpkg -i numpy -g python3.8',
      does: 'Find numpy and deploy it where the group python3.8 belongs',
    },
    { command: 'mpkg -i foo-2.pac --name foo --replace', does: 'Replace foo by a new version' },
  ],
  exits: [3, 4, 6, 8, 11, 12, 13],
  load: async () => (await import('./handlers/deploy.ts')).deploy,
});
