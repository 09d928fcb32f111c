import type { Call, Handler, Outcome } from '@mpkg/cli';
import { bytesOfText } from '../../../bytes.ts';
import { DryRun } from '../../../dry-run.ts';
import { MpkgError } from '../../../errors.ts';
import { openTransaction } from '../../../open-transaction.ts';
import type { PlannedDeployment } from '../../../plan/draft.ts';
import type { DeployRequest } from '../../../plan/requests.ts';
import { formatId } from '../../../package-id.ts';
import type { DEPLOY_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';
import { prepareForArchives } from './large-run.ts';
import { splitGroup } from './package-operand.ts';
import { counted, deploymentSummary, planLines, plannedChanges } from './summaries.ts';
import { readKeepList, readModes } from './tables.ts';

type DeployCall = Call<typeof DEPLOY_OPTIONS>;
type DeployedPackage = ReturnType<typeof packageOf>;

export const deploy: Handler<typeof DEPLOY_OPTIONS> = async (call) => {
  await prepareForArchives(call.operands, call.options);
  const requests = await requestsOf(call);
  return call.options['dry-run'] ? await rehearse(call, requests) : await run(call, requests);
};

/** Keeps no plan longer than needed: those of many packages would take more memory than all the rest. */
async function run(call: DeployCall, requests: readonly DeployRequest[]): Promise<Outcome> {
  await using transaction = await openTransaction(await engineOptions(call));
  const packages: DeployedPackage[] = [];
  for (const request of requests) packages.push(packageOf(await transaction.deploy(request)));
  await transaction.commit();
  for (const { package: name, files } of packages)
    call.report.note(`deployed ${name}: ${counted(files, 'file')}`);
  return { result: { packages } };
}

async function rehearse(call: DeployCall, requests: readonly DeployRequest[]): Promise<Outcome> {
  const rehearsal = new DryRun(await engineOptions(call));
  const planned: PlannedDeployment[] = [];
  for (const request of requests) planned.push(await rehearsal.deploy(request));
  const packages = planned.map((each) => ({ ...packageOf(each), changes: plannedChanges(each.plan) }));
  for (const { package: name, files } of packages)
    call.report.note(`would deploy ${name}: ${counted(files, 'file')}`);
  return { result: { packages }, lines: planned.flatMap(({ plan }) => planLines(plan)) };
}

function packageOf({ plan, replaced }: PlannedDeployment) {
  return { package: formatId(plan), replaced: replaced !== undefined, ...deploymentSummary(plan) };
}

async function requestsOf({ operands, options, signal }: DeployCall): Promise<DeployRequest[]> {
  if (
    operands.length > 1 &&
    (options.name ?? options.sha256 ?? options.modes ?? options.keep) !== undefined
  ) {
    throw new MpkgError('usage', '--name, --sha256, --modes and --keep are about one package: give one');
  }
  const modes = options.modes === undefined ? undefined : await readModes(options.modes, signal);
  const keep = options.keep === undefined ? undefined : await readKeepList(options.keep, signal);
  return operands.map((operand) => {
    const { word, group } = splitGroup(operand, options.group);
    return {
      pac: word,
      group,
      name: options.name,
      into: options.into,
      skip: options.skip.length === 0 ? undefined : options.skip.map(bytesOfText),
      sha256: options.sha256,
      modes,
      keep,
      replace: options.replace,
    };
  });
}
