import { dependantsOf } from '../catalogue/dependants.ts';
import { requestOf } from '../plan/solve-jobs.ts';
import type { Planning } from '../plan/planning.ts';
import { planJobs } from '../plan/solve-plan.ts';
import {
  reference,
  resultOf,
  why,
  type Candidate,
  type Decision,
  type PackageReference,
  type Solution,
  type Target,
  type World,
} from '../solve/index.ts';
import { reach } from '../solve/reach.ts';
import { lookUp } from './look-up.ts';

/** One link of the chain from a package to what was asked for. */
export interface WhyLink extends PackageReference {
  readonly because: 'explicit' | 'needed' | 'recommended' | 'replaces' | 'orphan' | 'other';
  /** What the next link says of this one, where that is the reason. */
  readonly requirement?: string;
}

/** The chain from a package that a solution holds to something that needs no further reason; the package first. */
export function chainIn(
  world: World,
  solution: Solution,
  { candidate, explicit }: { candidate: Candidate; explicit: ReadonlySet<Candidate> },
): WhyLink[] {
  const reasons = installedReasons(world, solution, explicit);
  const decisions = solution.decisions.map((decision): Decision =>
    decision.action === 'keep' && decision.reason.kind === 'kept'
      ? { ...decision, reason: reasons.get(decision.candidate) ?? { kind: 'combined' } }
      : decision,
  );
  return why({ ...solution, decisions }, candidate).map((link) => linkOf(world, link));
}

/** Why each package that stays is there: what was asked for by name leads to it. What is not reached is an orphan. */
function installedReasons(
  world: World,
  solution: Solution,
  explicit: ReadonlySet<Candidate>,
): ReadonlyMap<Candidate, Decision['reason']> {
  const kept = solution.decisions.flatMap(({ action, candidate }) => (action === 'keep' ? [candidate] : []));
  const roots = kept.filter((candidate) => explicit.has(candidate));
  return reach(world, new Set(kept), {
    goals: [],
    others: new Map(roots.map((candidate) => [candidate, { kind: 'kept' }])),
    recommends: () => true,
  });
}

function linkOf(world: World, { candidate, reason }: Decision): WhyLink {
  const place = reference(world, candidate);
  switch (reason.kind) {
    case 'needed':
    case 'recommended':
      return { ...place, because: reason.kind, requirement: world.relationText(reason.relation) };
    case 'requested':
    case 'kept':
      return { ...place, because: 'explicit' };
    case 'replaces':
      return { ...place, because: 'replaces' };
    case 'combined':
      return { ...place, because: 'orphan' };
    case 'upgrade':
    case 'conflict':
    case 'broken':
      return { ...place, because: 'other' };
  }
}

/** A package that would bring another one. */
export interface Bringer extends PackageReference {
  readonly because: 'needed' | 'recommended';
  readonly requirement: string;
}

/** The packages that, in their best version, require or recommend one of the candidates and would take it before any other. */
export function bringersOf(world: World, targets: readonly Candidate[]): Bringer[] {
  const wanted = new Set(targets);
  return dependantsOf(world, targets).flatMap(({ candidate, kind, relation }): Bringer[] => {
    if (kind === 'conflicts' || !wanted.has(world.members.of(relation)[0] ?? -1)) return [];
    if (world.candidatesOf(world.slotOf(candidate))[0] !== candidate) return [];
    const because = kind === 'depends' ? 'needed' : 'recommended';
    return [{ ...reference(world, candidate), because, requirement: world.relationText(relation) }];
  });
}

/** What is asked: why a package would be there. */
export interface WhyQuestion {
  readonly target: Target;
  /** Installed besides, for the sake of the question. */
  readonly asIf: readonly Target[];
  readonly recommends: boolean;
}

export interface WhyAnswer {
  readonly package: PackageReference;
  /** The package itself first, last what was asked for; empty for a package that is not there. */
  readonly chain: readonly WhyLink[];
  /** What would bring a package that is not there. */
  readonly broughtBy: readonly Bringer[];
}

/** @throws SpmError `package-unknown`, `version-unknown`; of the packages asked for besides also what `planJobs` throws */
export function whyAnswer(planning: Planning, { target, asIf, recommends }: WhyQuestion): WhyAnswer {
  const { catalogue } = planning;
  const jobs = asIf.map((each) => ({ job: 'install', target: each }) as const);
  const asked = { words: [], jobs, options: { recommends } };
  const { installed = [] } = requestOf(planning, asked);
  const { solution } = planJobs(planning, asked);
  const present = new Set(resultOf(solution));
  const carriers = lookUp(catalogue, target);
  const candidates = carriers.length > 0 ? carriers : catalogue.providersOf(target.name, target.architecture);
  const [first] = candidates;
  if (first === undefined) throw new TypeError(`${target.name} was found without a candidate`);
  const candidate = candidates.find((one) => present.has(one)) ?? first;
  const explicit = new Set(installed.filter((one) => one.explicit).map((one) => one.candidate));
  const chain = present.has(candidate) ? chainIn(catalogue, solution, { candidate, explicit }) : [];
  const broughtBy = chain.length > 0 ? [] : bringersOf(catalogue, candidates);
  return { package: reference(catalogue, candidate), chain, broughtBy };
}
