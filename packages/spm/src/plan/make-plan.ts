import { SCHEMES } from '@mpkg/manifest';

import { NO_CHANGE, type WorldChange } from '../world/world.ts';
import { decisionsOf } from './decisions.ts';
import type { Package, PackageId } from '../package/package.ts';
import type { Action, Before, Reason, Step, Trigger } from '../package/step.ts';
import { PLAN_SCHEMA, type Base, type Decision, type Plan, type Totals } from './plan.ts';

/** A step without its action; at least one of `before` and `after` is there. */
export interface Change {
  readonly id: PackageId;
  readonly before: Before | null;
  readonly after: Package | null;
  readonly reason: Reason;
}

export interface PlanInput {
  readonly request: readonly string[];
  readonly base: Base;
  /** What is needed stands before what needs it. */
  readonly changes: readonly Change[];
  readonly world?: WorldChange;
  readonly triggers?: readonly Trigger[];
  /** What the solver left to the user. */
  readonly decisions?: readonly Decision[];
  readonly undoes?: readonly number[];
}

/** The plan of the changes: removals first, last what is needed most, then everything else in the order given. */
export function makePlan(input: PlanInput): Plan {
  const steps = input.changes.map(stepOf);
  const removals = steps.filter((step) => step.after === null).toReversed();
  const deployments = steps.filter((step) => step.after !== null);
  return {
    schema: PLAN_SCHEMA,
    request: input.request,
    base: input.base,
    steps: [...removals, ...deployments],
    world: input.world ?? NO_CHANGE,
    triggers: input.triggers ?? [],
    totals: totalsOf(steps),
    decisions: [...(input.decisions ?? []), ...decisionsOf(steps)],
    undoes: input.undoes ?? [],
  };
}

export function totalsOf(steps: readonly Step[]): Totals {
  let download = 0;
  let disk = 0;
  for (const { before, after } of steps) {
    download += after?.artifact?.size ?? 0;
    disk += (after?.installedBytes ?? 0) - (before?.installedBytes ?? 0);
  }
  return { download, disk };
}

function stepOf({ id, before, after, reason }: Change): Step {
  return { id, action: actionOf(before, after), before: before && plain(before), after, reason };
}

/** Without what an installed package has besides. */
function plain(before: Before): Before {
  const { version, scheme, architecture, repository, isEssential, installedBytes, transaction } = before;
  const essential = isEssential === true && { isEssential };
  return { version, scheme, architecture, repository, ...essential, installedBytes, transaction };
}

/** What a change is called. Versions of different schemes cannot be ordered: such a change counts as an upgrade. */
export function actionOf(before: Before | null, after: Package | null): Action {
  if (before === null) return 'install';
  if (after === null) return 'remove';
  if (before.scheme !== after.relations.scheme) return 'upgrade';
  const order = SCHEMES[before.scheme].compare(before.version, after.version);
  if (order === 0) return 'reinstall';
  return order < 0 ? 'upgrade' : 'downgrade';
}
