import { parseWorld } from '../world/text.ts';
import type { World } from '../world/world.ts';
import type { Plan } from './plan.ts';
import { parsePlan } from './text.ts';

/** What `spm apply` is given: an approved plan, or the wishes of a system. */
export type Appliable =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'world'; readonly world: World };

/** @throws SpmError `plan-malformed`, or `config-invalid` with the line */
export function parseAppliable(text: string, file: string): Appliable {
  if (text.trimStart().startsWith('{')) return { kind: 'plan', plan: parsePlan(text, file) };
  return { kind: 'world', world: parseWorld(text, file) };
}
