import { SpmError } from '../errors.ts';
import { resultOf, type Candidate, type Solution, type Target } from '../solve/index.ts';
import { solveJobs, type Asked } from './solve-jobs.ts';
import type { Planning } from './planning.ts';

/** The least age of versions that an update may take. */
export interface MinAge {
  /** Milliseconds. */
  readonly age: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** When a version was there already, milliseconds since 1970. */
  readonly knownSince: (candidate: Candidate) => number;
}

/** A version that is too young to be taken. */
export interface HeldBack {
  readonly name: string;
  readonly architecture: string;
  readonly version: string;
  readonly repository: string;
  /** When it was there already, ISO 8601. */
  readonly since: string;
}

export interface MatureSolution {
  readonly solution: Solution;
  readonly heldBack: readonly HeldBack[];
}

/**
 * Solves without the versions that are too young: older ones take their place, or what is installed stays. What is found too young
 * is taken out, until nothing is.
 * @throws SpmError as `solveJobs`; `version-too-young` for a version that is asked for by a range
 */
export function solveMature(planning: Planning, asked: Asked, minAge: MinAge): MatureSolution {
  const held = new Map<Candidate, Target>();
  for (;;) {
    const blacklist = [...(asked.options?.blacklist ?? []), ...held.values()];
    const solution = solveJobs(planning, { ...asked, options: { ...asked.options, blacklist } });
    const young = arrivals(planning, solution).filter(
      (one) => minAge.now - minAge.knownSince(one) < minAge.age,
    );
    if (young.length === 0)
      return { solution, heldBack: Array.from(held.keys(), (one) => heldBack(planning, one, minAge)) };
    for (const candidate of young) {
      refuseAsked(asked, heldBack(planning, candidate, minAge));
      held.set(candidate, exactly(planning, candidate));
    }
  }
}

/** What is new in a version that was not installed. */
function arrivals({ catalogue, candidates }: Planning, solution: Solution): Candidate[] {
  const name = (candidate: Candidate): string => {
    const { name: own, architecture, version } = catalogue.cardOf(candidate);
    return `${own} ${architecture} ${version}`;
  };
  const installed = new Set(Array.from(candidates.values(), name));
  return resultOf(solution).filter((candidate) => !installed.has(name(candidate)));
}

function exactly({ catalogue }: Planning, candidate: Candidate): Target {
  const { name, architecture, version } = catalogue.cardOf(candidate);
  return { name, ...(architecture !== 'all' && { architecture }), range: `=${version}` };
}

function heldBack({ catalogue }: Planning, candidate: Candidate, { knownSince }: MinAge): HeldBack {
  const { name, architecture, version } = catalogue.cardOf(candidate);
  const repository = catalogue.repositoryOf(candidate);
  return { name, architecture, version, repository, since: new Date(knownSince(candidate)).toISOString() };
}

function refuseAsked({ jobs }: Asked, { name, version, since }: HeldBack): void {
  if (!jobs.some(({ target }) => target?.name === name && target.range !== undefined)) return;
  throw new SpmError('version-too-young', `${name} ${version} is known since ${since} only`, {
    subject: name,
    hint: `spm update ${name}@${version}`,
    details: { version, since },
  });
}
