import type { Call } from '@mpkg/cli';

import type { Settings } from '../../config/index.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Planning } from '../../plan/planning.ts';
import { planOf } from '../../plan/solve-plan.ts';
import { choicesIn, type ChoiceMade } from '../../query/choices.ts';
import type { Minimality } from '../../solve/index.ts';
import type { PLAN_OPTIONS } from './plan-options.ts';
import { solveInstallation, type Installation, type SolvedInstallation } from './solve-installation.ts';

/** A plan, and what led to it. */
export interface MadePlan {
  readonly plan: Plan;
  /** Where one of several packages was taken. */
  readonly choices: readonly ChoiceMade[];
  /** Of `--minimal`. */
  readonly minimality?: Minimality;
}

/** Plans to install or update as a command line asks. Warnings go to the reporter. @throws SpmError as `planJobs` */
export function planInstallation(
  call: Pick<Call<typeof PLAN_OPTIONS>, 'options' | 'report'>,
  wanted: Pick<Installation, 'verb' | 'names' | 'groups' | 'answers'>,
  { settings, planning }: { readonly settings: Settings; readonly planning: Planning },
): MadePlan {
  return madePlan(planning, solveInstallation(call, { ...wanted, settings, planning }));
}

/** The plan of what was solved. */
export function madePlan(planning: Planning, { asked, solution }: SolvedInstallation): MadePlan {
  const { minimality } = solution;
  return {
    plan: planOf(planning, asked, solution),
    choices: choicesIn(planning.catalogue, solution),
    ...(minimality !== undefined && { minimality }),
  };
}
