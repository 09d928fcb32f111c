import { SpmError } from '../errors.ts';
import type { Base, Plan } from './plan.ts';

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
