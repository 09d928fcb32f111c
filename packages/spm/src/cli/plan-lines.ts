import { DECIDING_FLAG, decisionText } from '../plan/decisions.ts';
import type { Action, Plan, Reason, Step } from '../plan/plan.ts';
import { sizeText } from '../query/size-text.ts';

const SIGNS: Readonly<Record<Action, string>> = {
  install: '+',
  upgrade: '^',
  downgrade: 'v',
  reinstall: '=',
  remove: '-',
};

/** What a plan does, a package a line with the reason; then its totals, and what is left to decide. */
export function planLines(plan: Plan): string[] {
  const changes = plan.steps.length === 0 ? ['nothing to do'] : plan.steps.map(stepLine);
  const decisions = plan.decisions.map(
    (decision) => `to decide: ${decisionText(decision)}: ${DECIDING_FLAG[decision.kind]}`,
  );
  return [...changes, ...(plan.steps.length === 0 ? [] : [totalsLine(plan)]), ...decisions];
}

function stepLine({ id, action, before, after, reason }: Step): string {
  const versions = [before?.version, after?.version].filter((version) => version !== undefined);
  return `${SIGNS[action]} ${id} ${[...new Set(versions)].join(' -> ')} (${reasonText(reason)})`;
}

function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'explicit':
      return 'asked for';
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

const VERBS: readonly (readonly [action: Action, verb: string])[] = [
  ['install', 'install'],
  ['upgrade', 'upgrade'],
  ['downgrade', 'downgrade'],
  ['reinstall', 'reinstall'],
  ['remove', 'remove'],
];

/** `install 29, remove 1; download 12.3 MB, disk +45.6 MB`. */
function totalsLine({ steps, totals }: Plan): string {
  const counts = VERBS.flatMap(([action, verb]) => {
    const count = steps.filter((step) => step.action === action).length;
    return count === 0 ? [] : [`${verb} ${count}`];
  });
  const disk = `${totals.disk > 0 ? '+' : ''}${sizeText(totals.disk)}`;
  return `${counts.join(', ')}; download ${sizeText(totals.download)}, disk ${disk}`;
}
