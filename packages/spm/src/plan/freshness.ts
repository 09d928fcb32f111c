import { createHash } from 'node:crypto';

import { SpmError } from '../errors.ts';
import type { Base, Plan } from './plan.ts';

/** The digest of a state: of the texts of the installed set and of the world. */
export function digestOfState(installed: string, world: string): string {
  return createHash('sha256').update(installed).update('\0').update(world).digest('hex');
}

/** @throws SpmError `plan-stale` unless `now` is what the plan was computed from. */
export function assertFresh(plan: Plan, now: Base): void {
  if (plan.base.state !== now.state) throw stale(plan, 'what is installed has changed since');
  if (plan.base.catalogue !== null && plan.base.catalogue !== now.catalogue) {
    throw stale(plan, 'the repositories were synchronised since');
  }
}

function stale(plan: Plan, why: string): SpmError {
  const request = plan.request.join(' ');
  return new SpmError('plan-stale', `the plan for \`${request}\` is out of date: ${why}`, {
    subject: request,
    hint: `spm plan ${request} -o FILE`,
  });
}
