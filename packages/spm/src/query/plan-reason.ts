import type { Reason } from '../package/step.ts';

/** Why a step is taken, in the words that the solver has for its decisions. */
export function planReasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'explicit':
      return 'requested';
    case 'needed':
      return `${reason.by} needs ${reason.requirement}`;
    case 'recommended':
      return `${reason.by} recommends ${reason.requirement}`;
    case 'upgrade':
      return 'better version';
    case 'replaces':
      return `takes the place of ${reason.id}`;
    case 'replaced':
      return `replaced by ${reason.by}`;
    case 'orphan':
      return 'needed by nothing any more';
    case 'conflict':
      return `cannot be beside ${reason.with}`;
    case 'broken':
      return `nothing satisfies ${reason.requirement}`;
    case 'combined':
      return 'follows from the whole';
    case 'undo':
      return 'undone';
  }
}
