import type { JsonPath } from '../jsonc/node.ts';
import type { SchemeName } from '../versions/scheme.ts';
import type { Manifest, Segment } from './schema/manifest.ts';
import type { Condition } from './schema/condition.ts';
import type { RequisiteBlock, Requisites } from './schema/requisites.ts';

/** What a manifest says of all versions, or of those of one segment, and where. */
export interface Part {
  readonly path: JsonPath;
  readonly content: Segment;
}

/** The scheme in which a manifest writes versions. */
export function schemeOf(manifest: Manifest): SchemeName {
  return manifest.scheme ?? 'debian';
}

/** First what holds for all versions, then each segment as written. */
export function partsOf(manifest: Manifest): readonly Part[] {
  const segments = Object.entries(manifest['version-range'] ?? {});
  return [
    { path: [], content: manifest },
    ...segments.map(([range, content]) => ({ path: ['version-range', range], content })),
  ];
}

/** The block that a list of requirements is short for. */
export function blockOf(requisites: Requisites): RequisiteBlock {
  return Array.isArray(requisites) ? { 'pkg-depend': requisites } : requisites;
}

/** A requirement wherever it stands. */
export interface RequirementText {
  readonly path: JsonPath;
  readonly text: string;
}

const CONDITIONS = ['arch', 'libc', 'platform', 'profile'] as const;

/** The blocks directly inside a block. */
function innerBlocks(
  block: RequisiteBlock,
): readonly { readonly path: JsonPath; readonly inner: Requisites }[] {
  const byCondition = CONDITIONS.flatMap((key) =>
    Object.entries(block[key] ?? {}).map(([value, inner]) => ({ path: [key, value], inner })),
  );
  const byOption = Object.entries(block.option ?? {}).flatMap(([name, blocks]) =>
    Object.entries(blocks).map(([value, inner]) => ({ path: ['option', name, value], inner })),
  );
  return [...byCondition, ...byOption];
}

/** Every block of the requisites at `path`, the outermost first. */
export function allBlocks(
  requisites: Requisites | undefined,
  path: JsonPath,
): readonly { readonly path: JsonPath; readonly requisites: Requisites }[] {
  if (requisites === undefined) return [];
  const inner = innerBlocks(blockOf(requisites));
  return [{ path, requisites }, ...inner.flatMap((one) => allBlocks(one.inner, [...path, ...one.path]))];
}

/** Every condition of a step or a patch. */
export function conditionsOf({
  path,
  content,
}: Part): readonly { readonly path: JsonPath; readonly condition: Condition }[] {
  return (['build-instructions', 'patches'] as const).flatMap((key) =>
    (content[key] ?? []).flatMap((item, i) =>
      typeof item === 'object' && !Array.isArray(item) && item.when !== undefined
        ? [{ path: [...path, key, i, 'when'], condition: item.when }]
        : [],
    ),
  );
}
