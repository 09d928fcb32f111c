import type { Job, Target } from '../solve/index.ts';
import { NO_CHANGE } from '../world/world.ts';
import type { Plan } from './plan.ts';
import { planJobs, type Planning } from './solve-plan.ts';

export interface UpdateRequest {
  /** Everything when empty. With a range, exactly what the range allows. */
  readonly targets: readonly Target[];
  /** Names that stay as they are. */
  readonly exclude: readonly string[];
  /** The packages of the manager itself, which go first. */
  readonly manager: readonly string[];
}

export interface UpdatePlan {
  readonly plan: Plan;
  /** The plan is about the manager alone; once it has run, the new manager plans the rest. */
  readonly isManagerFirst: boolean;
}

/**
 * The plan to update. An old version stays as long as something still needs it. When the manager itself is among what changes,
 * it goes first and alone.
 * @throws SpmError as `planJobs`
 */
export function planUpdate(planning: Planning, { targets, exclude, manager }: UpdateRequest): UpdatePlan {
  const jobs: Job[] =
    targets.length === 0 ? [{ job: 'upgrade' }] : targets.map((target) => ({ job: 'upgrade', target }));
  const holds = exclude.map((name) => ({ name }));
  const words = ['update', ...targets.map(({ typed, name }) => typed ?? name)];
  const { plan } = planJobs(planning, { words, jobs, world: NO_CHANGE, options: { holds } });
  const own = plan.steps.filter(
    ({ id, before, after }) => manager.includes(id) && before !== null && after !== null,
  );
  if (own.length === 0 || own.length === plan.steps.length) return { plan, isManagerFirst: false };
  const first = planJobs(planning, {
    words,
    jobs: own.map(({ id }) => ({ job: 'upgrade', target: { name: id } })),
    world: NO_CHANGE,
    options: { holds },
  });
  return { plan: first.plan, isManagerFirst: true };
}

/** What `update --check` says. */
export function upgradable(planning: Planning): readonly { id: string; from: string; to: string }[] {
  const { plan } = planUpdate(planning, { targets: [], exclude: [], manager: [] });
  return plan.steps.flatMap(({ id, before, after }) =>
    before === null || after === null ? [] : [{ id, from: before.version, to: after.version }],
  );
}
