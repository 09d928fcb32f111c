import type { Plan } from '../../plan/plan.ts';
import { outlineOfPlan } from '../../query/outline.ts';
import { outlineLines } from './outline-lines.ts';

/** A plan as a person reads it. */
export function planLines(plan: Plan): string[] {
  return outlineLines(outlineOfPlan(plan));
}
