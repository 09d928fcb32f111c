import type { Call, Outcome } from '@mpkg/cli';

import type { Settings } from '../../config/index.ts';
import type { Plan } from '../../plan/plan.ts';
import { sourceArchive } from '../../query/source-archive.ts';
import { parseTarget } from '../../query/target.ts';
import { hasFiles } from '../../package/package.ts';
import { withPlanning } from '../with-planning.ts';
import { openArtifacts } from './open-artifacts.ts';

/** Fetches what a plan needs into the cache. */
export async function downloadPacs(call: Call, settings: Settings, plan: Plan): Promise<Outcome> {
  const wanted = plan.steps.flatMap(({ after }) => (after !== null && hasFiles(after) ? [after] : []));
  if (call.options['dry-run'])
    return { result: { plan }, lines: wanted.map(({ artifact }) => artifact.name) };
  using opened = openArtifacts(call, settings);
  const pacs: string[] = [];
  for await (const { pac } of opened.artifacts.deliver(wanted, call.signal)) pacs.push(pac);
  return { result: { pacs }, lines: pacs };
}

/** Fetches the source archives of the named packages into the cache: their paths, and nothing else, are the output. */
export async function downloadSources(
  call: Call,
  settings: Settings,
  repository: string | undefined,
): Promise<Outcome> {
  const archives = await withPlanning(call, { settings, installed: undefined }, (planning) =>
    call.operands.map((name) => {
      const target = parseTarget(name, planning.catalogue.architectures);
      return sourceArchive(planning, { ...target, ...(repository !== undefined && { repository }) });
    }),
  );
  if (call.options['dry-run'])
    return { result: { archives }, lines: archives.flatMap(({ urls }) => urls.slice(0, 1)) };
  using opened = openArtifacts(call, settings);
  const sources: string[] = [];
  for await (const path of opened.artifacts.fetch(archives, call.signal)) sources.push(path);
  return { result: { sources }, lines: sources };
}
