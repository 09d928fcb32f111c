import type { Job, Target, Warning } from '../solve/index.ts';
import { NO_CHANGE } from '../world/world.ts';
import { removalsIn } from './decisions.ts';
import { solveMature, type HeldBack, type MinAge } from './min-age.ts';
import type { PackageId } from '../package/package.ts';
import type { Plan } from './plan.ts';
import { solveJobs, type Asked } from './solve-jobs.ts';
import type { Planning } from './planning.ts';
import { planOf } from './solve-plan.ts';

export interface UpdateRequest {
  /** Everything when empty. With a range, exactly what the range allows. */
  readonly targets: readonly Target[];
  /** Names that stay as they are. */
  readonly exclude: readonly string[];
  /** The packages of the manager itself, which go first. */
  readonly manager: readonly string[];
  /** Whatever its age when absent. */
  readonly minAge?: MinAge | undefined;
}

export interface UpdatePlan {
  readonly plan: Plan;
  /** The plan is about the manager alone; once it has run, the new manager plans the rest. */
  readonly isManagerFirst: boolean;
  /** Versions that are too young to be in the plan. */
  readonly heldBack: readonly HeldBack[];
  readonly warnings: readonly Warning[];
}

/**
 * The plan to update. An old version stays as long as something still needs it. When the manager itself is among what changes,
 * it goes first and alone.
 * @throws SpmError as `planJobs`; `version-too-young`
 */
export function planUpdate(planning: Planning, request: UpdateRequest): UpdatePlan {
  const { targets, exclude, manager, minAge } = request;
  const jobs: Job[] =
    targets.length === 0 ? [{ job: 'upgrade' }] : targets.map((target) => ({ job: 'upgrade', target }));
  const words = ['update', ...targets.map(({ typed, name }) => typed ?? name)];
  const asked: Asked = {
    words,
    jobs,
    world: NO_CHANGE,
    options: { holds: exclude.map((name) => ({ name })) },
  };
  const { plan, heldBack, warnings } = planAsked(planning, asked, minAge);
  const own = plan.steps.filter(
    ({ id, before, after }) => manager.includes(id) && before !== null && after !== null,
  );
  if (own.length === 0 || own.length === plan.steps.length)
    return { plan, isManagerFirst: false, heldBack, warnings };
  const first = own.map(({ id }): Job => ({ job: 'upgrade', target: { name: id } }));
  return {
    plan: planAsked(planning, { ...asked, jobs: first }, minAge).plan,
    isManagerFirst: true,
    heldBack,
    warnings,
  };
}

function planAsked(
  planning: Planning,
  asked: Asked,
  minAge: MinAge | undefined,
): Omit<UpdatePlan, 'isManagerFirst'> {
  const { solution, heldBack } =
    minAge === undefined
      ? { solution: solveJobs(planning, asked), heldBack: [] }
      : solveMature(planning, asked, minAge);
  const plan = planOf(planning, asked, solution);
  return {
    plan: { ...plan, decisions: [...plan.decisions, ...removalsIn(plan.steps)] },
    heldBack,
    warnings: solution.warnings.filter(({ code }) => code === 'option-unmet'),
  };
}

/** A package that an update moves to another version, or that one of another name takes the place of. */
export interface Upgrade {
  readonly id: PackageId;
  readonly from: string;
  readonly to: string;
  /** The package of another name. */
  readonly by?: PackageId;
}

/** What an update would bring. */
export function upgradable(planning: Planning): readonly Upgrade[] {
  return upgradesIn(planUpdate(planning, { targets: [], exclude: [], manager: [] }).plan);
}

export function upgradesIn({ steps }: Plan): readonly Upgrade[] {
  const coming = new Map(steps.map(({ id, after }) => [id, after?.version]));
  return steps.flatMap(({ id, before, after, reason }): Upgrade[] => {
    if (before === null) return [];
    if (after !== null) return [{ id, from: before.version, to: after.version }];
    const to = reason.kind === 'replaced' ? coming.get(reason.by) : undefined;
    return reason.kind === 'replaced' && to !== undefined
      ? [{ id, from: before.version, to, by: reason.by }]
      : [];
  });
}

/** `NAME FROM -> TO`, with the name of what comes where it is another one. */
export function upgradeLine({ id, from, to, by }: Upgrade): string {
  return `${id} ${from} -> ${by === undefined ? '' : `${by} `}${to}`;
}
