import { blockOf } from '../parts.ts';
import type { Requisites } from '../schema/requisites.ts';
import type { ManifestContext } from './types.ts';

function chosen(
  blocks: Readonly<Record<string, Requisites>> | undefined,
  value: string,
): readonly Requisites[] {
  const block = blocks !== undefined && Object.hasOwn(blocks, value) ? blocks[value] : undefined;
  return block === undefined ? [] : [block];
}

/** The requirements whose conditions hold: those of a block itself before those of the blocks inside it. */
export function applicable(requisites: Requisites | undefined, context: ManifestContext): readonly string[] {
  if (requisites === undefined) return [];
  const block = blockOf(requisites);
  const options = Object.entries(block.option ?? {});
  const inner = [
    ...chosen(block.arch, context.arch),
    ...chosen(block.libc, context.libc),
    ...chosen(block.platform, context.platform),
    ...chosen(block.profile, context.profile),
    ...options.flatMap(([name, blocks]) => chosen(blocks, String(context.options[name]))),
  ];
  return [...(block['pkg-depend'] ?? []), ...inner.flatMap((one) => applicable(one, context))];
}
