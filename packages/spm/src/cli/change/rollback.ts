import { defineCommand, type Handler } from '@mpkg/cli';

import { SCRIPTS_OPTION } from './options.ts';
import { transactionId } from './undo.ts';

const OPTIONS = SCRIPTS_OPTION;

const rollback: Handler<typeof OPTIONS> = async (call) => {
  const { revert } = await import('./revert.ts');
  const { planRollback } = await import('../../history/undo.ts');
  const transaction = transactionId(call.operands[0] ?? '');
  return revert(call, (store) => planRollback(store, transaction));
};

export const ROLLBACK = defineCommand({
  name: 'rollback',
  summary: 'go back to what there was after a transaction',
  description: ['Takes everything after ID back; 0 is the empty system. It can itself be undone.'],
  operands: [{ name: 'ID', summary: 'a transaction of "spm history", or 0' }],
  options: OPTIONS,
  examples: [{ command: 'spm rollback 12', does: 'Have what there was after transaction 12.' }],
  exits: [3, 4, 7, 8, 9, 12, 14],
  load: async () => rollback,
});
