import type { Call } from '@mpkg/cli';

import type { Settings } from '../config/index.ts';
import { SpmError } from '../errors.ts';
import type { Plan } from '../plan/plan.ts';
import { planJobs, type Planning } from '../plan/solve-plan.ts';
import { askedOf } from '../query/asked.ts';
import { choicesIn, type ChoiceMade } from '../query/choices.ts';
import type { Minimality } from '../solve/index.ts';
import type { PLAN_OPTIONS } from './plan-options.ts';

export type PlanCall = Call<typeof PLAN_OPTIONS>;

/** A plan, and what led to it. */
export interface MadePlan {
  readonly plan: Plan;
  /** Where one of several packages had to be taken. */
  readonly choices: readonly ChoiceMade[];
  readonly minimality: Minimality | undefined;
}

/** Plans to install or update as a command line asks. Warnings go to the reporter. */
export function planInstallation(
  call: PlanCall,
  { verb, names }: { readonly verb: 'install' | 'update'; readonly names: readonly string[] },
  { settings, planning }: { readonly settings: Settings; readonly planning: Planning },
): MadePlan {
  const { catalogue } = planning;
  const { arch, from, with: providers, exclude, override, minimal } = call.options;
  assertKnown('architecture', arch, catalogue.architectures);
  assertKnown(
    'repository',
    from,
    catalogue.repositories.map(({ name }) => name),
  );
  const asked = askedOf(
    {
      verb,
      names,
      architecture: arch,
      repository: from,
      providers,
      exclude,
      override,
      minimal,
      recommends: settings.recommends && !minimal,
    },
    catalogue.architectures,
  );
  const { plan, solution } = planJobs(planning, asked);
  for (const warning of solution.warnings) call.report.warn(warning);
  return { plan, choices: choicesIn(catalogue, solution), minimality: solution.minimality };
}

const CONFIGURING = {
  architecture: {
    code: 'request-invalid',
    hint: (name: string) => `spm config set foreign-archs '["${name}"]'`,
  },
  repository: { code: 'repository-unknown', hint: () => 'spm repo list' },
} as const;

function assertKnown(
  what: keyof typeof CONFIGURING,
  name: string | undefined,
  known: readonly string[],
): void {
  if (name === undefined || known.includes(name)) return;
  const { code, hint } = CONFIGURING[what];
  throw new SpmError(code, `no ${what} ${name} is synced; there is ${known.join(', ')}`, {
    subject: name,
    hint: hint(name),
  });
}
