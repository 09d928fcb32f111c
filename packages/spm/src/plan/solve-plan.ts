import type { Catalogue } from '../catalogue/index.ts';
import { resultOf, type Job, type Solution } from '../solve/index.ts';
import { stateDigest } from '../state/digest.ts';
import { withHeld } from './answers.ts';
import { catalogueIdentity } from './catalogue-identity.ts';
import { changesOf } from './from-solution.ts';
import { makePlan } from './make-plan.ts';
import type { Plan } from './plan.ts';
import type { Planning } from './planning.ts';
import { answersOf, solveJobs, type Asked } from './solve-jobs.ts';
import { wishesOf } from './targets.ts';
import { withFollowing } from './wishes-that-follow.ts';

export interface SolvedPlan {
  readonly plan: Plan;
  readonly solution: Solution;
}

/**
 * Solves what is asked, on top of what is installed and wished for, and makes a plan of the answer.
 * @throws SpmError as `solveJobs`
 */
export function planJobs(planning: Planning, asked: Asked): SolvedPlan {
  const solution = solveJobs(planning, asked);
  return { plan: planOf(planning, asked, solution), solution };
}

/** The plan of an answer. */
export function planOf(planning: Planning, asked: Asked, solution: Solution): Plan {
  const { catalogue, store, triggers } = planning;
  const { groups, options } = asked;
  const world = store.world();
  const held = answersOf(planning, asked);
  const changes = changesOf(solution, { ...planning, installed: store.installed(), groups }).map(
    (change) => ({
      ...change,
      after: change.after && withHeld(change.after, held),
    }),
  );
  const wishes =
    asked.world ??
    wishesOf(world, named(catalogue, asked.jobs, solution), { providers: options?.providers, groups });
  return makePlan({
    request: asked.words,
    base: { state: stateDigest(store), catalogue: catalogueIdentity(catalogue) },
    changes,
    world: withFollowing(world, wishes, changes),
    triggers,
  });
}

/** The jobs without the architecture of what runs on any: it is installed, and wished for, by its name alone. */
function named(catalogue: Catalogue, jobs: readonly Job[], solution: Solution): readonly Job[] {
  if (jobs.every(({ target }) => target?.architecture === undefined)) return jobs;
  const forAll = new Set(
    resultOf(solution)
      .filter((candidate) => catalogue.architectureOf(candidate) === 'all')
      .map((candidate) => catalogue.nameOf(candidate)),
  );
  return jobs.map((job): Job => {
    if (job.job !== 'install' || !forAll.has(job.target.name)) return job;
    const { architecture: _, ...target } = job.target;
    return { ...job, target };
  });
}
