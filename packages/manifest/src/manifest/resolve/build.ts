import type { Patch, Step } from '../schema/build.ts';
import type { Segment } from '../schema/manifest.ts';
import { fillIn } from '../template.ts';
import type { Placeholders } from '../template.ts';
import { holds } from './condition.ts';
import type { BinaryLocation, BuildPatch, BuildStep, ManifestContext } from './types.ts';

const DEFAULT_BRANCH = '{name}-{version}_{arch}';

/** A step is named after its number among all that are written, so that its name does not depend on options. */
function resolveStep(step: Step, index: number): BuildStep {
  const name = String(index + 1);
  if (typeof step === 'string' || Array.isArray(step))
    return { name, run: step, directory: '.', environment: {} };
  return {
    name: step.name ?? name,
    run: step.run,
    directory: step.directory ?? '.',
    environment: step.environment ?? {},
  };
}

function applies(item: Step | Patch, context: ManifestContext): boolean {
  return typeof item === 'string' || Array.isArray(item) || holds(item.when, context);
}

export function resolveSteps(
  steps: readonly Step[] | undefined,
  context: ManifestContext,
): readonly BuildStep[] {
  return (steps ?? []).flatMap((step, index) => (applies(step, context) ? [resolveStep(step, index)] : []));
}

export function resolvePatches(patches: readonly Patch[], context: ManifestContext): readonly BuildPatch[] {
  return patches
    .filter((patch) => applies(patch, context))
    .map((patch) =>
      typeof patch === 'string' ? { file: patch, strip: 1 } : { file: patch.file, strip: patch.strip ?? 1 },
    );
}

export function resolveBinary(binary: Segment['binary'], values: Placeholders): BinaryLocation {
  return {
    url: binary?.url === undefined ? undefined : fillIn(binary.url, values),
    branch: fillIn(binary?.branch ?? DEFAULT_BRANCH, values),
  };
}
