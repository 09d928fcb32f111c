import { assertRange } from '@mpkg/manifest';

import { SpmError } from '../errors.ts';
import { callCompilers } from '../compilers.ts';
import { isOfSeries, partsOf } from '../package/package.ts';
import { solve, type Job, type Request, type Solution, type Target } from '../solve/index.ts';
import { wordsFor, type Subject } from '../world/subject.ts';
import { answersIn, type AnswersByName } from '../world/options.ts';
import { parseWish, printWish } from '../world/text.ts';
import type { Verb, Wish, WorldChange } from '../world/world.ts';
import { refusalOf } from './refusal.ts';
import type { Planning } from './planning.ts';
import { targetOf } from './targets.ts';
import { passedOver, unfitIn, type Unfit } from './unfit.ts';

/** What is asked for, besides what the world asks for already. */
export interface Asked {
  /** The words of the user. */
  readonly words: readonly string[];
  readonly jobs: readonly Job[];
  /** Default: what the jobs install by name is wished for from now on, what they remove no more. */
  readonly world?: WorldChange;
  /** How packages have to be built; default: what the world says. */
  readonly answers?: AnswersByName;
  /** The groups of mpkg to put packages into, by name. */
  readonly groups?: ReadonlyMap<string, string>;
  readonly options?: Partial<Omit<Request, 'jobs' | 'installed'>>;
}

/** Milliseconds. The solver's own budget ends nearly every search long before. */
const LONGEST_SEARCH = 10_000;

/**
 * The answer to what is asked, on top of what is installed and wished for.
 * @throws SpmError `package-unknown`, `version-unknown`, `package-not-installed`, `choice-needed`, `unsatisfiable`, `budget-spent`
 */
export function solveJobs(planning: Planning, asked: Asked): Solution {
  const { catalogue } = planning;
  const unfit = unfitIn(catalogue, answersOf(planning, asked));
  const request = requestWithout(unfit, planning, asked);
  const outcome = solve(catalogue, request, { shouldStop: deadline(LONGEST_SEARCH) });
  if (outcome.kind !== 'solution') throw refusalOf(catalogue, outcome);
  return unfit.length === 0
    ? outcome
    : { ...outcome, warnings: [...outcome.warnings, ...passedOver(catalogue, unfit, outcome)] };
}

/** Tells from now on whether so many milliseconds have passed. Most searches are over before they ask. */
function deadline(milliseconds: number): () => boolean {
  const end = performance.now() + milliseconds;
  return () => {
    callCompilers();
    return performance.now() > end;
  };
}

/** The verbs whose range limits what may be chosen. */
const PINNING: ReadonlySet<Verb> = new Set(['install', 'pin']);

/** The pin of a wish, which is called by what the user said. */
function pinOf(wish: Wish): Target {
  const target = targetOf(wish);
  if (wish.verb === 'pin') return target;
  const versions = wish.range.replace(/^=/, '');
  return { ...target, because: `${target.name} was asked for as ${target.name}@${versions}` };
}

/** The verbs whose range is of versions, and a command that takes it away. */
const FORGETTING: Readonly<Partial<Record<Verb, string>>> = {
  install: 'spm mark dep',
  pin: 'spm pin --rm',
  block: 'spm blacklist rm',
};

/** A person may have written them. @throws SpmError `config-invalid` */
function assertReadable(wishes: readonly Wish[]): void {
  for (const wish of wishes) {
    const command = FORGETTING[wish.verb];
    if (command === undefined || wish.range === '') continue;
    try {
      assertRange(wish.range);
    } catch (error) {
      const line = printWish(wish);
      const reason = error instanceof Error ? error.message : String(error);
      const hint = `${command} ${wish.subject}`;
      throw new SpmError('config-invalid', `the world says \`${line}\`: ${reason}`, { subject: line, hint });
    }
  }
}

/**
 * What the solver is asked: what is asked for now, what the world always says, and what is installed. A name that is asked for now is
 * not pinned.
 */
export function requestOf(planning: Planning, asked: Asked): Request {
  return requestWithout(unfitIn(planning.catalogue, answersOf(planning, asked)), planning, asked);
}

/** How packages have to be built. */
export function answersOf({ store }: Pick<Planning, 'store'>, asked: Asked): AnswersByName {
  return asked.answers ?? answersIn(store.world());
}

function requestWithout(
  unfit: readonly Unfit[],
  { store, candidates, catalogue }: Planning,
  { jobs, options = {} }: Asked,
): Request {
  const wishes = [...store.world()].map(parseWish);
  assertReadable(wishes);
  const wished = new Set(wishes.filter(({ verb }) => verb === 'install').map(({ subject }) => subject));
  const isExplicit = (subject: Subject): boolean =>
    wordsFor(subject).some((words) => wished.has(words)) ||
    (isOfSeries(subject.id) && wished.has(partsOf(subject.id).name));
  const named = new Set(jobs.flatMap(({ target }) => target?.name ?? []));
  const pins = wishes.filter(({ verb, range }) => PINNING.has(verb) && range !== '').map(pinOf);
  const blocks = wishes.filter(({ verb }) => verb === 'block').map(targetOf);
  const preferences = wishes.flatMap(({ provider }) => (provider === undefined ? [] : [{ name: provider }]));
  return {
    ...options,
    jobs,
    installed: Array.from(candidates, ([id, candidate]) => {
      return { candidate, explicit: isExplicit({ id, architecture: catalogue.architectureOf(candidate) }) };
    }),
    pins: [...pins.filter(({ name }) => !named.has(name)), ...(options.pins ?? [])],
    blacklist: [...blocks, ...unfit.map(({ target }) => target), ...(options.blacklist ?? [])],
    preferences: [...(options.preferences ?? []), ...preferences],
  };
}
