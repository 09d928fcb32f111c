import type { Call } from '@mpkg/cli';

import type { Settings } from '../../config/index.ts';
import { SpmError } from '../../errors.ts';
import { solveJobs, type Asked } from '../../plan/solve-jobs.ts';
import type { Planning } from '../../plan/planning.ts';
import { askedOf } from '../../query/asked.ts';
import { picksIn, type NamePick } from '../../query/choices.ts';
import type { Solution, Target } from '../../solve/index.ts';
import type { AnswersByName } from '../../world/options.ts';
import type { PLAN_OPTIONS } from './plan-options.ts';

/** What a command line asks to be installed or updated, and what that is read with. */
export interface Installation {
  readonly verb: 'install' | 'update';
  readonly names: readonly string[];
  /** The groups of mpkg that are chosen, by the names of packages. */
  readonly groups?: ReadonlyMap<string, string>;
  /** How packages have to be built; default: what the world says. */
  readonly answers?: AnswersByName;
  readonly settings: Settings;
  readonly planning: Planning;
}

export interface SolvedInstallation {
  readonly asked: Asked;
  readonly solution: Solution;
}

/** Solves an installation or update. Warnings go to the reporter. @throws SpmError as `planJobs`, `repository-unknown`, `request-invalid` */
export function solveInstallation(
  { options, report }: Pick<Call<typeof PLAN_OPTIONS>, 'options' | 'report'>,
  { verb, names, groups, answers, settings, planning }: Installation,
): SolvedInstallation {
  const { architectures, repositories } = planning.catalogue;
  const { arch, from, with: providers, exclude, override, minimal } = options;
  if (arch !== undefined && !architectures.includes(arch)) throw unknownArchitecture(arch, architectures);
  if (from !== undefined && repositories.every(({ name }) => name !== from)) throw unknownRepository(from);
  // What an update passes over was passed over before: it brings in nothing that is only recommended.
  const recommends = !minimal && (verb === 'install' ? settings.recommends : options.recommends);
  const words = askedOf(
    { verb, names, architecture: arch, repository: from, providers, exclude, override, minimal, recommends },
    architectures,
  );
  const asked = {
    ...words,
    ...(groups !== undefined && { groups }),
    ...(answers !== undefined && { answers }),
  };
  const solution = solveJobs(planning, asked);
  for (const warning of solution.warnings) report.warn(warning);
  for (const pick of picksIn(planning.catalogue, targetsOf(asked), solution)) report.note(pickText(pick));
  return { asked, solution };
}

function targetsOf({ jobs }: Asked): Target[] {
  return jobs.flatMap(({ target }) => target ?? []);
}

function pickText({ name, chosen, others }: NamePick): string {
  const instead = others.length === 0 ? '' : `; --with chooses another: ${others.join(', ')}`;
  return `${chosen} provides ${name}${instead}`;
}

function unknownArchitecture(name: string, known: readonly string[]): SpmError {
  return new SpmError('request-invalid', `no packages for ${name} are synced, only for ${known.join(', ')}`, {
    subject: name,
    hint: `spm config set foreign-archs '["${name}"]'`,
  });
}

function unknownRepository(name: string): SpmError {
  return new SpmError('repository-unknown', `there is no synced repository ${name}`, {
    subject: name,
    hint: 'spm repo list',
  });
}
