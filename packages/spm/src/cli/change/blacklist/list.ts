import { defineCommand, type Handler } from '@mpkg/cli';

import { listWishes } from '../list-wishes.ts';

const list: Handler<{}> = (call) => listWishes(call, 'block');

export const BLACKLIST_LIST = defineCommand({
  name: 'blacklist list',
  aliases: ['blacklist'],
  summary: 'list the versions that are never installed',
  options: {},
  readsOnly: true,
  load: async () => list,
});
