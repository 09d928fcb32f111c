import { isAny, printRange } from '../ranges/index.ts';
import type { Alternative, Requirement } from './requirement.ts';

export function printAlternative({ name, architecture, range }: Alternative): string {
  const qualified = architecture === undefined ? name : `${name}:${architecture}`;
  return isAny(range) ? qualified : `${qualified} ${printRange(range)}`;
}

/** The canonical text, which reads back as the same requirement: `a | b:i386 >=2 <3`. */
export function printRequirement(requirement: Requirement): string {
  return requirement.alternatives.map(printAlternative).join(' | ');
}
