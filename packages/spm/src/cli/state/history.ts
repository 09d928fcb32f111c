import { defineCommand, type Handler, type Outcome } from '@mpkg/cli';

import type { TransactionSummary } from '../../state/record.ts';
import type { StateStore } from '../../state/store.ts';

const history: Handler<{}> = async (call) => {
  const { StateStore } = await import('../../state/store.ts');
  const { rootOf } = await import('../surroundings.ts');
  const store = new StateStore(rootOf(call));
  const [operand] = call.operands;
  if (operand !== undefined) {
    const { transactionId } = await import('../change/undo.ts');
    return recordOutcome(store, transactionId(operand));
  }
  const { standing } = await import('../../history/replay.ts');
  const summaries = store.history();
  const standingIds = new Set(standing(summaries));
  const transactions = summaries.map((summary) => ({ ...summary, stands: standingIds.has(summary.id) }));
  return { result: { transactions }, lines: transactions.map(summaryLine) };
};

function summaryLine({
  id,
  date,
  request,
  actions,
  undoes,
  stands,
}: TransactionSummary & { readonly stands: boolean }): string {
  const counts = Object.entries(actions).map(([action, count]) => `${action} ${count}`);
  const state = stands || undoes.length > 0 ? '' : ' [undone]';
  return `${id}  ${date.slice(0, 16).replace('T', ' ')}  ${request.join(' ')}  ${counts.join(', ')}${state}`.trimEnd();
}

async function recordOutcome(store: StateStore, id: number): Promise<Outcome> {
  const { changeOf, doneLine } = await import('../change/outcome.ts');
  const { date, request, steps, world, undoes } = store.record(id);
  return {
    result: { id, date, request, undoes, world, changes: steps.map(changeOf) },
    lines: [
      ...steps.map(doneLine),
      ...world.removed.map((line) => `no longer: ${line}`),
      ...world.added.map((line) => `from then on: ${line}`),
    ],
  };
}

export const HISTORY = defineCommand({
  name: 'history',
  summary: 'list what was done, or what one transaction did',
  description: [
    'One transaction a line, oldest first: its number, when it was committed (UTC), what was asked for, how many packages it changed. What was undone since is marked.',
  ],
  operands: [{ name: 'ID', summary: 'a transaction', optional: true }],
  options: {},
  examples: [{ command: 'spm history 17', does: 'Show each change of transaction 17.' }],
  readsOnly: true,
  exits: [3],
  load: async () => history,
});
