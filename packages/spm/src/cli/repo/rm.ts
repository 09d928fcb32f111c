import type { Handler } from '@mpkg/cli';
import { defineCommand } from '@mpkg/cli';

const removeRepo: Handler<{}> = async (call) => {
  const { removeRepository } = await import('../../repos/edit.ts');
  const { RepositoryStore } = await import('../../sync/store.ts');
  const { saveConfig } = await import('../config/save-config.ts');
  const { pathsOf } = await import('../surroundings.ts');
  const [name = ''] = call.operands;
  await saveConfig(call, (text) => removeRepository(text, name));
  if (!call.options['dry-run']) await new RepositoryStore(pathsOf(call).repositories, name).remove();
  return { result: { removed: name } };
};

export const REPO_RM = defineCommand({
  name: 'repo rm',
  aliases: ['repo remove', 'account rm', 'account remove'],
  summary: 'remove a repository and what was synced of it',
  description: ['What is installed from it stays installed.'],
  operands: [{ name: 'NAME', summary: 'a repository of the list' }],
  options: {},
  exits: [3, 12],
  load: async () => removeRepo,
});
