import type { Call, Handler } from '@mpkg/cli';
import { DryRun } from '../../../dry-run.ts';
import { openTransaction } from '../../../open-transaction.ts';
import type { RemovePlan } from '../../../plan/remove-plan.ts';
import { formatId } from '../../../state/package-id.ts';
import type { PACKAGE_CHANGE_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';
import { prepareForLists } from './large-run.ts';
import { packageOperand } from './package-operand.ts';
import { removalLines, removalSummary } from './summaries.ts';

type RemoveCall = Call<typeof PACKAGE_CHANGE_OPTIONS>;

export const remove: Handler<typeof PACKAGE_CHANGE_OPTIONS> = async (call) => {
  prepareForLists(call);
  const isDryRun = call.options['dry-run'];
  const plans = isDryRun ? rehearse(call) : await run(call);
  const packages = plans.map((plan) => ({ package: formatId(plan.record), ...removalSummary(plan) }));
  for (const { package: name, files } of packages) {
    call.report.note(`${isDryRun ? 'would remove' : 'removed'} ${name}: ${files} files`);
  }
  return { result: { packages }, ...(isDryRun && { lines: plans.flatMap(removalLines) }) };
};

async function run(call: RemoveCall): Promise<RemovePlan[]> {
  await using transaction = await openTransaction(engineOptions(call));
  const plans: RemovePlan[] = [];
  for (const operand of call.operands) {
    plans.push(await transaction.remove(packageOperand(operand, call.options.group)));
  }
  await transaction.commit();
  return plans;
}

function rehearse(call: RemoveCall): RemovePlan[] {
  const rehearsal = new DryRun(engineOptions(call));
  return call.operands.map((operand) => rehearsal.remove(packageOperand(operand, call.options.group)));
}
