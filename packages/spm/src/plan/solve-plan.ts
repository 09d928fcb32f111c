import { solve, type Job, type Request, type Solution } from '../solve/index.ts';
import { stateDigest } from '../state/digest.ts';
import type { StateStore } from '../state/store.ts';
import { wordsFor, type Subject } from '../world/subject.ts';
import { parseWish } from '../world/text.ts';
import type { Verb, WorldChange } from '../world/world.ts';
import { changesOf } from './from-solution.ts';
import { makePlan } from './make-plan.ts';
import type { PackageSources } from './package-of.ts';
import type { Plan, Trigger } from './plan.ts';
import { catalogueIdentity, type PlanningCatalogue } from './planning-catalogue.ts';
import { refusalOf } from './refusal.ts';
import { targetOf, wishesOf } from './targets.ts';

/** Everything that a plan is made from. */
export interface Planning extends PlanningCatalogue {
  readonly store: StateStore;
  readonly sources: PackageSources;
  /** Of all repositories. */
  readonly triggers: readonly Trigger[];
}

/** What is asked for, besides what the world asks for already. */
export interface Asked {
  /** The words of the user. */
  readonly words: readonly string[];
  readonly jobs: readonly Job[];
  /** Default: what the jobs install by name is wished for from now on, what they remove no more. */
  readonly world?: WorldChange;
  /** The groups of mpkg to put packages into, by name. */
  readonly groups?: ReadonlyMap<string, string>;
  readonly options?: Partial<Omit<Request, 'jobs' | 'installed'>>;
}

export interface SolvedPlan {
  readonly plan: Plan;
  readonly solution: Solution;
}

/**
 * Solves what is asked, on top of what is installed and wished for, and makes a plan of the answer.
 * @throws SpmError `package-unknown`, `version-unknown`, `package-not-installed`, `choice-needed`, `unsatisfiable`, `budget-spent`
 */
export function planJobs(planning: Planning, asked: Asked): SolvedPlan {
  const solution = solveJobs(planning, asked);
  return { plan: planOf(planning, asked, solution), solution };
}

/** The answer alone, for who needs no plan of it. @throws SpmError as `planJobs` */
export function solveJobs(planning: Planning, asked: Asked): Solution {
  const { catalogue } = planning;
  const outcome = solve(catalogue, requestOf(planning, asked));
  if (outcome.kind !== 'solution') throw refusalOf(catalogue, outcome);
  return outcome;
}

/** The plan of an answer. */
export function planOf(planning: Planning, asked: Asked, solution: Solution): Plan {
  const { catalogue, store, triggers } = planning;
  const { groups, options } = asked;
  return makePlan({
    request: asked.words,
    base: { state: stateDigest(store), catalogue: catalogueIdentity(catalogue) },
    changes: changesOf(solution, { ...planning, installed: store.installed(), groups }),
    world: asked.world ?? wishesOf(store.world(), asked.jobs, { providers: options?.providers, groups }),
    triggers,
  });
}

/** The verbs whose range limits what may be chosen. */
const PINNING: ReadonlySet<Verb> = new Set(['install', 'pin']);

/**
 * What the solver is asked: what is asked for now, what the world always says, and what is installed. A name that is asked for now is
 * not pinned.
 */
export function requestOf(
  { store, candidates, catalogue }: Planning,
  { jobs, options = {} }: Asked,
): Request {
  const wishes = [...store.world()].map(parseWish);
  const wished = new Set(wishes.filter(({ verb }) => verb === 'install').map(({ subject }) => subject));
  const isExplicit = (subject: Subject): boolean => wordsFor(subject).some((words) => wished.has(words));
  const named = new Set(jobs.flatMap(({ target }) => target?.name ?? []));
  const pins = wishes.filter(({ verb, range }) => PINNING.has(verb) && range !== '').map(targetOf);
  const blocks = wishes.filter(({ verb }) => verb === 'block').map(targetOf);
  const providers = wishes.flatMap(({ provider }) => (provider === undefined ? [] : [{ name: provider }]));
  return {
    ...options,
    jobs,
    installed: Array.from(candidates, ([id, candidate]) => {
      return { candidate, explicit: isExplicit({ id, architecture: catalogue.architectureOf(candidate) }) };
    }),
    pins: [...pins.filter(({ name }) => !named.has(name)), ...(options.pins ?? [])],
    blacklist: [...blocks, ...(options.blacklist ?? [])],
    providers: [...(options.providers ?? []), ...providers],
  };
}
