import type { Handler } from '@mpkg/cli';
import { defineCommand, UsageError } from '@mpkg/cli';

const moveRepo: Handler<{}> = async (call) => {
  const { moveRepository } = await import('../../repos/edit.ts');
  const { saveConfig } = await import('../config/save-config.ts');
  const [name = '', text = ''] = call.operands;
  if (!/^[1-9]\d*$/.test(text)) throw new UsageError(`a rank is a number from 1 on, not "${text}"`);
  const rank = Number(text);
  await saveConfig(call, (source) => moveRepository(source, name, rank));
  return { result: { name, rank } };
};

export const REPO_MOVE = defineCommand({
  name: 'repo move',
  aliases: ['account move'],
  summary: 'change the rank of a repository',
  description: [
    'Where several repositories have a package, the best ranked one gives it. "spm sync" takes the new order in.',
  ],
  operands: [
    { name: 'NAME', summary: 'a repository of the list' },
    { name: 'RANK', summary: 'its new place; 1 comes first' },
  ],
  options: {},
  examples: [{ command: 'spm repo move ours 1', does: 'Let it win against all others.' }],
  exits: [3, 12],
  load: async () => moveRepo,
});
