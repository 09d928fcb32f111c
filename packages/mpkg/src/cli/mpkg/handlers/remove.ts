import type { Call, Handler, Outcome } from '@mpkg/cli';
import { DryRun } from '../../../dry-run.ts';
import { openTransaction } from '../../../open-transaction.ts';
import type { RemovePlan } from '../../../plan/remove-plan.ts';
import type { RemoveRequest } from '../../../plan/requests.ts';
import { formatId } from '../../../package-id.ts';
import type { PACKAGE_CHANGE_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';
import { prepareForLists } from './large-run.ts';
import { packageOperand } from './package-operand.ts';
import { counted, removalLines, removalSummary } from './summaries.ts';

type RemoveCall = Call<typeof PACKAGE_CHANGE_OPTIONS>;
type RemovedPackage = ReturnType<typeof packageOf>;

export const remove: Handler<typeof PACKAGE_CHANGE_OPTIONS> = async (call) => {
  prepareForLists(call);
  const requests = call.operands.map((operand) => packageOperand(operand, call.options.group));
  return call.options['dry-run'] ? await rehearse(call, requests) : await run(call, requests);
};

/** Keeps no plan longer than needed, as a deployment does. */
async function run(call: RemoveCall, requests: readonly RemoveRequest[]): Promise<Outcome> {
  await using transaction = await openTransaction(await engineOptions(call));
  const packages: RemovedPackage[] = [];
  for (const request of requests) packages.push(packageOf(await transaction.remove(request)));
  await transaction.commit();
  for (const { package: name, files } of packages)
    call.report.note(`removed ${name}: ${counted(files, 'file')}`);
  return { result: { packages } };
}

async function rehearse(call: RemoveCall, requests: readonly RemoveRequest[]): Promise<Outcome> {
  const rehearsal = new DryRun(await engineOptions(call));
  const plans = requests.map((request) => rehearsal.remove(request));
  const packages = plans.map(packageOf);
  for (const { package: name, files } of packages)
    call.report.note(`would remove ${name}: ${counted(files, 'file')}`);
  return { result: { packages }, lines: plans.flatMap(removalLines) };
}

function packageOf(plan: RemovePlan) {
  return { package: formatId(plan.record), ...removalSummary(plan) };
}
