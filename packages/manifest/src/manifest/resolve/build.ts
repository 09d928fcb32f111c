import { variableOf } from '../options.ts';
import type { Patch, Step } from '../schema/build.ts';
import type { Segment } from '../schema/manifest.ts';
import { fillIn } from '../template.ts';
import type { Placeholders } from '../template.ts';
import { holds } from './condition.ts';
import type { BinaryLocation, BuildPatch, BuildStep, ManifestContext } from './types.ts';

const DEFAULT_BRANCH = '{name}-{version}_{arch}';

function optionVariables({ options }: ManifestContext): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [variableOf(name), String(value)]),
  );
}

/** A step is named after its number among all that are written, so that its name does not depend on options. */
function resolveStep(step: Step, index: number, context: ManifestContext): BuildStep {
  const written = typeof step === 'string' || Array.isArray(step) ? { run: step } : step;
  const { name = String(index + 1), run, directory = '.', environment } = written;
  return { name, run, directory, environment: { ...optionVariables(context), ...environment } };
}

function applies(item: Step | Patch, context: ManifestContext): boolean {
  return typeof item === 'string' || Array.isArray(item) || holds(item.when, context);
}

export function resolveSteps(
  steps: readonly Step[] | undefined,
  context: ManifestContext,
): readonly BuildStep[] {
  return (steps ?? []).flatMap((step, index) =>
    applies(step, context) ? [resolveStep(step, index, context)] : [],
  );
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
