import type { Handler } from '@mpkg/cli';
import { defineCommand } from '@mpkg/cli';

const listRepos: Handler<{}> = async (call) => {
  const { syncedHeads } = await import('../../sync/synced-heads.ts');
  const { pathsOf, settingsFor } = await import('../surroundings.ts');
  const { repositories } = await settingsFor(call);
  const store = pathsOf(call).repositories;
  const rows = repositories.map((entry, index) => ({
    rank: index + 1,
    ...entry,
    synced: syncedHeads(store, entry.name),
  }));
  const lines = rows.map(({ rank, name, kind, urls, synced }) => {
    const state =
      synced.length === 0
        ? 'not synced'
        : synced.map(({ identity, signature }) => `${identity} (${signature})`).join(', ');
    return `${rank}  ${name}  ${kind}  ${urls.join(' ')}  ${state}`;
  });
  return { result: { repositories: rows }, lines };
};

export const REPO_LIST = defineCommand({
  name: 'repo list',
  aliases: ['repo', 'account list', 'account'],
  summary: 'list the repositories, best ranked first',
  description: [
    'For each: its rank, name, kind and URLs, who publishes it, and whether a signature was verified.',
  ],
  options: {},
  readsOnly: true,
  load: async () => listRepos,
});
