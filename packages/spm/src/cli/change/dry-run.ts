import type { Call, Outcome } from '@mpkg/cli';

import type { ArtifactCache } from '../../artifacts/cache.ts';
import type { Settings } from '../../config/index.ts';
import type { Plan } from '../../plan/plan.ts';
import { isEmpty } from '../../run/run.ts';
import { planLines } from '../plan/plan-lines.ts';

/**
 * What a dry run shows: the plan; with `--verbose` also every file that it touches.
 * @param made the cache with the archives that making the plan made
 * @throws SpmError `file-conflict`, and of exit 6 and 7, with `--verbose`
 */
export async function shownPlan(
  call: Call,
  settings: Settings,
  { plan, made }: { readonly plan: Plan; readonly made: ArtifactCache },
): Promise<Outcome> {
  const lines = changeLines(plan);
  if (!call.options.verbose) return { result: { plan }, lines };
  const { fileLines, planFiles } = await import('../plan/plan-files.ts');
  const files = await planFiles(call, settings, { plan, made });
  return { result: { plan, files }, lines: [...lines, ...fileLines(files)] };
}

/** What a plan changes: its steps, or where it has none the wishes. */
export function changeLines(plan: Plan): string[] {
  const { steps, world } = plan;
  if (steps.length > 0 || isEmpty(plan)) return planLines(plan);
  return [...world.removed.map((line) => `- ${line}`), ...world.added.map((line) => `+ ${line}`)];
}
