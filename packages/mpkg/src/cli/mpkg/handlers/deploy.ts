import type { Call, Handler } from '@mpkg/cli';
import { bytesOfText } from '../../../bytes.ts';
import { DryRun } from '../../../dry-run.ts';
import { MpkgError } from '../../../errors.ts';
import { openTransaction } from '../../../open-transaction.ts';
import type { PlannedDeployment } from '../../../plan/draft.ts';
import type { DeployRequest } from '../../../plan/requests.ts';
import { formatId } from '../../../state/package-id.ts';
import type { DEPLOY_OPTIONS } from '../options.ts';
import { engineOptions } from './engine-options.ts';
import { prepareForArchives } from './large-run.ts';
import { splitGroup } from './package-operand.ts';
import { deploymentSummary, planLines, plannedChanges } from './summaries.ts';
import { readKeepList, readModes } from './tables.ts';

type DeployCall = Call<typeof DEPLOY_OPTIONS>;

export const deploy: Handler<typeof DEPLOY_OPTIONS> = async (call) => {
  prepareForArchives(call.operands);
  const isDryRun = call.options['dry-run'];
  const requests = requestsOf(call);
  const planned = isDryRun ? await rehearse(call, requests) : await run(call, requests);
  const packages = planned.map(({ plan, replaced }) => ({
    package: formatId(plan),
    replaced: replaced !== undefined,
    ...deploymentSummary(plan),
    ...(isDryRun && { changes: plannedChanges(plan) }),
  }));
  for (const { package: name, files } of packages) {
    call.report.note(`${isDryRun ? 'would deploy' : 'deployed'} ${name}: ${files} files`);
  }
  return { result: { packages }, ...(isDryRun && { lines: planned.flatMap(({ plan }) => planLines(plan)) }) };
};

async function run(call: DeployCall, requests: readonly DeployRequest[]): Promise<PlannedDeployment[]> {
  await using transaction = await openTransaction(engineOptions(call));
  const planned: PlannedDeployment[] = [];
  for (const request of requests) planned.push(await transaction.deploy(request));
  await transaction.commit();
  return planned;
}

async function rehearse(call: DeployCall, requests: readonly DeployRequest[]): Promise<PlannedDeployment[]> {
  const rehearsal = new DryRun(engineOptions(call));
  const planned: PlannedDeployment[] = [];
  for (const request of requests) planned.push(await rehearsal.deploy(request));
  return planned;
}

function requestsOf({ operands, options }: DeployCall): DeployRequest[] {
  if (
    operands.length > 1 &&
    (options.name ?? options.sha256 ?? options.modes ?? options.keep) !== undefined
  ) {
    throw new MpkgError('usage', '--name, --sha256, --modes and --keep are about one package: give one');
  }
  return operands.map((operand) => {
    const { word, group } = splitGroup(operand, options.group);
    return {
      pac: word,
      group,
      name: options.name,
      into: options.into,
      skip: options.skip.length === 0 ? undefined : options.skip.map(bytesOfText),
      sha256: options.sha256,
      modes: options.modes === undefined ? undefined : readModes(options.modes),
      keep: options.keep === undefined ? undefined : readKeepList(options.keep),
      replace: options.replace,
    };
  });
}
