import fc from 'fast-check';
import type { InstalledPackage, Job, Request, Target } from '../../src/solve/request.ts';
import { MemoryUniverse, type PackageSpec } from './memory-universe.ts';

/** A question to the solver as plain values: what a snapshot file holds. */
export interface Puzzle {
  readonly packages: readonly PackageSpec[];
  readonly request: Request;
}

export function universeOf(puzzle: Puzzle): MemoryUniverse {
  return new MemoryUniverse(puzzle.packages);
}

const NAMES = ['a', 'b', 'c', 'd', 'e'];
const VERSIONS = ['1', '2', '3'];
const VIRTUAL = 'v';

const name = fc.constantFrom(...NAMES);
const range = fc.constantFrom('', '', ' =1', ' >=2', ' <2', ' <3');
const alternative = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(name, range).map(([one, of]) => one + of) },
  { weight: 1, arbitrary: fc.constant(VIRTUAL) },
  { weight: 1, arbitrary: fc.constant('nowhere') },
);
const requirement = fc.array(alternative, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' | '));
const few = <T>(of: fc.Arbitrary<T>, maxLength: number): fc.Arbitrary<T[]> => fc.array(of, { maxLength });

const spec = fc.record({
  name,
  version: fc.constantFrom(...VERSIONS),
  repository: fc.constant('main'),
  depends: few(requirement, 2),
  conflicts: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: few(alternative, 1) },
  ),
  provides: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.constant([VIRTUAL]) },
  ),
  replaces: fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(name, 1) }),
});

const packages = fc.uniqueArray(spec, {
  minLength: 2,
  maxLength: 9,
  selector: (one) => `${one.name} ${one.version}`,
});

const targetOf = (names: fc.Arbitrary<string>): fc.Arbitrary<Target> =>
  fc
    .tuple(names, fc.constantFrom('', '', '=1', '>=2', '<3'))
    .map(([one, of]) => (of === '' ? { name: one } : { name: one, range: of }));

const jobOf = (names: fc.Arbitrary<string>): fc.Arbitrary<Job> =>
  fc.oneof(
    { weight: 5, arbitrary: targetOf(names).map((one): Job => ({ job: 'install', target: one })) },
    { weight: 2, arbitrary: names.map((one): Job => ({ job: 'remove', target: { name: one } })) },
    { weight: 1, arbitrary: fc.constant<Job>({ job: 'upgrade' }) },
    { weight: 1, arbitrary: names.map((one): Job => ({ job: 'upgrade', target: { name: one } })) },
  );

const seldom = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<T[]>([]) }, { weight: 1, arbitrary: few(of, 1) });

/** Small enough for the oracle, dense enough to be hard: five names in up to three versions. */
export const puzzles: fc.Arbitrary<Puzzle> = packages.chain((all) => {
  const names = fc.constantFrom(...new Set(all.map((one) => one.name)));
  return fc
    .record({
      jobs: fc.array(jobOf(names), { minLength: 1, maxLength: 3 }),
      installed: installedOf(all),
      holds: seldom(names.map((one): Target => ({ name: one }))),
      pins: seldom(names.map((one): Target => ({ name: one, range: '<2' }))),
      removals: fc.constantFrom('fewest' as const, 'fewest' as const, 'named' as const),
    })
    .map((request) => ({ packages: all, request: withoutIdleJobs(all, request) }));
});

/** Any candidates, one per name; they need not fit together. */
function installedOf(all: readonly PackageSpec[]): fc.Arbitrary<InstalledPackage[]> {
  return fc
    .uniqueArray(fc.record({ candidate: fc.nat(all.length - 1), explicit: fc.boolean() }), {
      maxLength: 4,
      selector: ({ candidate }) => all[candidate]?.name,
    })
    .map((installed) => installed);
}

/** Leaves out removals and upgrades of what is not installed: they are problems, not questions. */
function withoutIdleJobs(all: readonly PackageSpec[], request: Request): Request {
  const installed = new Set((request.installed ?? []).map(({ candidate }) => all[candidate]?.name));
  const isIdle = ({ job, target }: Job): boolean =>
    (job === 'remove' || job === 'upgrade') && target !== undefined && !installed.has(target.name);
  return { ...request, jobs: request.jobs.filter((one) => !isIdle(one)) };
}
