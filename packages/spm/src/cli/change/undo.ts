import { defineCommand, UsageError, type Handler } from '@mpkg/cli';

import { SCRIPTS_OPTION } from './options.ts';

const OPTIONS = SCRIPTS_OPTION;

const undo: Handler<typeof OPTIONS> = async (call) => {
  const { revert } = await import('./revert.ts');
  const { planUndo } = await import('../../history/undo.ts');
  const [text] = call.operands;
  const transaction = text === undefined ? undefined : transactionId(text);
  return revert(call, (store) => planUndo(store, transaction));
};

/** A number of the history. */
export function transactionId(text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`"${text}" is no number of a transaction`, 'spm history');
  return Number(text);
}

export const UNDO = defineCommand({
  name: 'undo',
  summary: 'take a transaction back',
  description: [
    'Without ID, the last one that stands; repeated, it walks back. Whatever later transactions did stays. Undoing an undo puts back what that took out.',
    'Needs no network: what it takes is in the cache. When something that was installed later needs what would go, nothing is changed and the exit status is 4.',
  ],
  operands: [{ name: 'ID', summary: 'a transaction of "spm history"', optional: true }],
  options: OPTIONS,
  examples: [
    { command: 'spm undo', does: 'Take the last transaction back.' },
    { command: 'spm undo 17', does: 'Take transaction 17 back, and nothing that came after it.' },
  ],
  exits: [3, 4, 7, 8, 9, 12, 14],
  load: async () => undo,
});
