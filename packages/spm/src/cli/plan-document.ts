import { decided } from '../plan/decisions.ts';
import type { Plan } from '../plan/plan.ts';
import { planOf, type Planning } from '../plan/solve-plan.ts';
import { choicesIn, type ChoiceMade } from '../query/choices.ts';
import type { Minimality } from '../solve/index.ts';
import type { SolvedInstallation } from './solve-installation.ts';

/** The result of a plan for programs. */
export interface PlanDocument {
  /** As `-o` writes it. */
  readonly plan: Plan;
  /** Where one of several packages was taken. */
  readonly choices: readonly ChoiceMade[];
  /** Of `--minimal`. */
  readonly minimality?: Minimality;
}

export function planDocument(
  planning: Planning,
  { asked, solution }: SolvedInstallation,
  isMajorDecided: boolean,
): PlanDocument {
  const plan = planOf(planning, asked, solution);
  const { minimality } = solution;
  return {
    plan: isMajorDecided ? decided(plan, ['major']) : plan,
    choices: choicesIn(planning.catalogue, solution),
    ...(minimality !== undefined && { minimality }),
  };
}
