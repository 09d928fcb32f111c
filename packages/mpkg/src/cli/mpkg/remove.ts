import { defineCommand, type Call, type Handler } from '@mpkg/cli';
import type { RemovePlan } from '../../plan/remove-plan.ts';
import { CHANGE_OPTIONS, engineOptions } from './engine-options.ts';
import { GROUP_OPTION, packageOperand } from './package-operand.ts';

const OPTIONS = { ...CHANGE_OPTIONS, group: GROUP_OPTION } as const;

const remove: Handler<typeof OPTIONS> = async (call) => {
  const isDryRun = call.options['dry-run'];
  const plans = isDryRun ? await dryRun(call) : await run(call);
  const { removalSummary, removalLines } = await import('./summaries.ts');
  const { formatId } = await import('../../state/package-id.ts');
  const packages = plans.map((plan) => ({ package: formatId(plan.record), ...removalSummary(plan) }));
  for (const { package: name, files } of packages) {
    call.report.note(`${isDryRun ? 'would remove' : 'removed'} ${name}: ${files} files`);
  }
  return { result: { packages }, ...(isDryRun && { lines: plans.flatMap(removalLines) }) };
};

async function run(call: Call<typeof OPTIONS>): Promise<RemovePlan[]> {
  const { openTransaction } = await import('../../open-transaction.ts');
  await using transaction = await openTransaction(await engineOptions(call));
  const plans: RemovePlan[] = [];
  for (const operand of call.operands) {
    plans.push(await transaction.remove(packageOperand(operand, call.options.group)));
  }
  await transaction.commit();
  return plans;
}

async function dryRun(call: Call<typeof OPTIONS>): Promise<RemovePlan[]> {
  const { DryRun } = await import('../../dry-run.ts');
  const rehearsal = new DryRun(await engineOptions(call));
  return call.operands.map((operand) => rehearsal.remove(packageOperand(operand, call.options.group)));
}

export const REMOVE = defineCommand({
  name: 'remove',
  aliases: ['-u'],
  summary: 'undo deployments, all or none',
  description: [
    'The tree is then what it was before the deployment: directories that were made for packages go with the last of them, all others stay.',
    'A file that was modified is kept beside as PATH.mpkg-save, with a warning. Files of others are never touched, nor the directories they are in.',
  ],
  operands: [{ name: 'NAME', summary: 'a deployed package, or GROUP:NAME', many: true, complete: 'package' }],
  options: OPTIONS,
  examples: [{ command: 'mpkg -u foo', does: 'Undo the deployment of foo' }],
  exits: [3, 8, 12, 13],
  load: async () => remove,
});
