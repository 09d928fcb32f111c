import { defineCommand, type Call, type Handler } from '@mpkg/cli';
import type { DeployRequest } from '../../plan/requests.ts';
import type { PlannedDeployment } from '../../plan/draft.ts';
import { CHANGE_OPTIONS, engineOptions } from './engine-options.ts';
import { GROUP_OPTION } from './package-operand.ts';

const OPTIONS = {
  ...CHANGE_OPTIONS,
  group: GROUP_OPTION,
  name: { kind: 'text', placeholder: 'NAME', summary: 'Name the package NAME instead of after its file' },
  into: { kind: 'text', placeholder: 'DIR', summary: "Put it into DIR instead of the group's prefix" },
  skip: {
    kind: 'texts',
    placeholder: 'PATH',
    summary: 'Leave PATH and what is below it out; may be given again',
  },
  sha256: { kind: 'text', placeholder: 'HASH', summary: 'Refuse a file with another SHA-256' },
  modes: { kind: 'text', placeholder: 'FILE', summary: 'Apply owners, modes and capabilities from a table' },
  keep: {
    kind: 'text',
    placeholder: 'FILE',
    summary: 'Configuration, one path a line: what exists there stays',
  },
  replace: { kind: 'flag', summary: 'Replace the version that is deployed, in one step' },
} as const;

type DeployCall = Call<typeof OPTIONS>;

const deploy: Handler<typeof OPTIONS> = async (call) => {
  const requests = await requestsOf(call);
  const planned = call.options['dry-run'] ? await dryRun(call, requests) : await run(call, requests);
  const { deploymentSummary, planLines, plannedChanges } = await import('./summaries.ts');
  const { formatId } = await import('../../state/package-id.ts');
  const packages = planned.map(({ plan, replaced }) => ({
    package: formatId(plan),
    replaced: replaced !== undefined,
    ...deploymentSummary(plan),
    ...(call.options['dry-run'] && { changes: plannedChanges(plan) }),
  }));
  for (const { package: name, files } of packages) {
    call.report.note(`${call.options['dry-run'] ? 'would deploy' : 'deployed'} ${name}: ${files} files`);
  }
  return {
    result: { packages },
    ...(call.options['dry-run'] && { lines: planned.flatMap(({ plan }) => planLines(plan)) }),
  };
};

async function run(call: DeployCall, requests: readonly DeployRequest[]): Promise<PlannedDeployment[]> {
  const { openTransaction } = await import('../../open-transaction.ts');
  await using transaction = await openTransaction(await engineOptions(call));
  const planned: PlannedDeployment[] = [];
  for (const request of requests) planned.push(await transaction.deploy(request));
  await transaction.commit();
  return planned;
}

async function dryRun(call: DeployCall, requests: readonly DeployRequest[]): Promise<PlannedDeployment[]> {
  const { DryRun } = await import('../../dry-run.ts');
  const rehearsal = new DryRun(await engineOptions(call));
  const planned: PlannedDeployment[] = [];
  for (const request of requests) planned.push(await rehearsal.deploy(request));
  return planned;
}

async function requestsOf({ operands, options }: DeployCall): Promise<DeployRequest[]> {
  const { bytesOfText } = await import('../../bytes.ts');
  const { splitGroup } = await import('./package-operand.ts');
  const { readKeepList, readModes } = await import('./tables.ts');
  const { MpkgError } = await import('../../errors.ts');
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
      skip: options.skip.map(bytesOfText),
      sha256: options.sha256,
      modes: options.modes === undefined ? undefined : readModes(options.modes),
      keep: options.keep === undefined ? undefined : readKeepList(options.keep),
      replace: options.replace,
    };
  });
}

export const DEPLOY = defineCommand({
  name: 'deploy',
  aliases: ['-i'],
  summary: 'deploy archives, all or none',
  description: [
    'Several archives are one transaction: they are planned one after the other, staged, and become visible together.',
    'What is in the way is a conflict: all conflicting paths are printed, one a line, and nothing is written. A directory that is there already is shared. A link to a directory is followed inside the root and the prefix; one that leads out is refused.',
    'With --replace, files that are in both versions are swapped atomically, files with the same content are not touched, and files of the old version alone disappear last. A file that was modified is kept beside as PATH.mpkg-save.',
    'Paths of --skip and --keep are those in the archive. An existing configuration file stays, and the new one lands beside it as PATH.mpkg-new.',
  ],
  operands: [
    {
      name: 'PAC',
      summary: "a file, or a name to find in the group's directories",
      many: true,
      complete: 'file',
    },
  ],
  options: OPTIONS,
  examples: [
    { command: 'mpkg -i foo.pac', does: 'Deploy foo' },
    {
      command: 'mpkg -i numpy -g python3.8',
      does: 'Find numpy and deploy it where the group python3.8 belongs',
    },
    { command: 'mpkg -i foo-2.pac --name foo --replace', does: 'Replace foo by a new version' },
  ],
  exits: [3, 4, 6, 8, 11, 12, 13],
  load: async () => deploy,
});
