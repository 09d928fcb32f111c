import { defineCommand } from '@mpkg/cli';
import { ENGINE_OPTIONS } from './options.ts';

export const GROUPS = defineCommand({
  name: 'groups',
  aliases: ['--groups'],
  summary: 'show the groups with their prefixes and rules',
  options: ENGINE_OPTIONS,
  readsOnly: true,
  exits: [],
  load: async () => (await import('./handlers/groups.ts')).groups,
});
