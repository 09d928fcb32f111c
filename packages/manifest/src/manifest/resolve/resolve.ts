import { canonicalIntegration } from '../../repository-index/integration.ts';
import type { ModeRow } from '../../repository-index/types.ts';
import { parseProvision, parseRequirement } from '../../requirements/index.ts';
import type { Requirement } from '../../requirements/index.ts';
import { SCHEMES, assertVersion } from '../../versions/index.ts';
import type { SchemeName } from '../../versions/index.ts';
import { schemeOf } from '../parts.ts';
import type { Manifest, Segment } from '../schema/manifest.ts';
import { resolveBinary, resolvePatches, resolveSteps } from './build.ts';
import { decideOptions } from './options.ts';
import { applicable } from './requisites.ts';
import { segmentOf } from './segment.ts';
import { seriesOf } from './series.ts';
import type { ManifestContext, ResolvedManifest } from './types.ts';

type ListKey = 'recommends' | 'conflicts' | 'replaces' | 'provides' | 'config' | 'modes' | 'patches';

/** What holds for all versions, then what the segment adds. */
function joined<K extends ListKey>(
  manifest: Manifest,
  segment: Segment,
  key: K,
): NonNullable<Segment[K]>[number][] {
  return [...(manifest[key] ?? []), ...(segment[key] ?? [])] as NonNullable<Segment[K]>[number][];
}

function requirementsOf(texts: readonly string[], scheme: SchemeName): readonly Requirement[] {
  return texts.map((text) => parseRequirement(text, scheme));
}

function relationsOf(manifest: Manifest, segment: Segment, context: ManifestContext) {
  const scheme = schemeOf(manifest);
  const requisites = (key: 'build-depends' | 'runtime-depends') =>
    requirementsOf(
      [manifest, segment].flatMap((part) => applicable(part[key], context)),
      scheme,
    );
  const list = (key: 'recommends' | 'conflicts' | 'replaces') =>
    requirementsOf(joined(manifest, segment, key), scheme);
  return {
    buildDepends: requisites('build-depends'),
    depends: requisites('runtime-depends'),
    recommends: list('recommends'),
    conflicts: list('conflicts'),
    replaces: list('replaces'),
    provides: joined(manifest, segment, 'provides').map((text) => parseProvision(text, scheme)),
  };
}

/** The rows without keys that are present but undefined. */
function modesOf(manifest: Manifest, segment: Segment): readonly ModeRow[] {
  return joined(manifest, segment, 'modes').map(
    (row) =>
      Object.fromEntries(
        Object.entries(row).filter(([, value]) => value !== undefined),
      ) as unknown as ModeRow,
  );
}

/**
 * What a manifest means for one version, on one machine and with the user's answers. Lists of a segment follow those of all versions;
 * its build steps, binary location, integration and `parallel` take their place. Throws `version-invalid`, `segment-missing`, `option-unknown`,
 * `option-invalid` or `option-undecided`.
 */
export function resolveManifest(manifest: Manifest, context: ManifestContext): ResolvedManifest {
  const {
    name,
    summary,
    description,
    licence,
    homepage,
    kind = 'package',
    standard,
    essential = false,
    group,
  } = manifest;
  const { version, arch, libc, platform } = context;
  const scheme = schemeOf(manifest);
  assertVersion(SCHEMES[scheme], version);
  const segment = segmentOf(manifest, version);
  const options = decideOptions(manifest['package-options'] ?? {}, context.options);
  const decided = { ...context, options };
  return {
    name,
    version,
    scheme,
    architecture: arch,
    kind,
    standard,
    summary,
    description,
    licence,
    homepage,
    essential,
    group,
    parallel: seriesOf(segment.parallel ?? manifest.parallel, version),
    options,
    ...relationsOf(manifest, segment, decided),
    steps: resolveSteps(segment['build-instructions'] ?? manifest['build-instructions'], decided),
    patches: resolvePatches(joined(manifest, segment, 'patches'), decided),
    binary: resolveBinary(segment.binary ?? manifest.binary, { name, version, arch, libc, platform }),
    config: joined(manifest, segment, 'config'),
    modes: modesOf(manifest, segment),
    integration: canonicalIntegration(segment.integration ?? manifest.integration ?? {}),
  };
}
