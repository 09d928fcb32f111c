import { DECIDING_FLAG, decisionText } from '../../plan/decisions.ts';
import type { Action } from '../../package/step.ts';
import type { Outline, OutlineStep } from '../../query/outline.ts';
import { sizeText } from '../../query/size-text.ts';

const SIGNS: Readonly<Record<Action, string>> = {
  install: '+',
  upgrade: '^',
  downgrade: 'v',
  reinstall: '=',
  remove: '-',
};

/** What a plan does, a package a line with the reason; then its totals, and what is left to decide. */
export function outlineLines({ steps, totals, decisions }: Outline): string[] {
  if (steps.length === 0) return ['nothing to do'];
  const isFromSeveral = new Set(steps.flatMap(({ repository }) => repository ?? [])).size > 1;
  return [
    ...steps.map((step) => stepLine(step, isFromSeveral)),
    `${countsText(steps)}; download ${sizeText(totals.download)}, disk ${signed(totals.disk)}`,
    ...decisions.map((decision) => `to decide (${DECIDING_FLAG[decision.kind]}): ${decisionText(decision)}`),
  ];
}

/** Says where a package was found when not all come from one repository. */
function stepLine({ id, action, from, to, repository, reason }: OutlineStep, isFromSeveral: boolean): string {
  const versions =
    from === undefined || from === to ? (to ?? '') : to === undefined ? from : `${from} -> ${to}`;
  const source = isFromSeveral && repository !== undefined ? ` from ${repository}` : '';
  return `${SIGNS[action]} ${id} ${versions}${source} (${reason})`;
}

/** `install 29, remove 1`. */
function countsText(steps: readonly OutlineStep[]): string {
  const counts = new Map<Action, number>();
  for (const { action } of steps) counts.set(action, (counts.get(action) ?? 0) + 1);
  return Array.from(counts, ([action, count]) => `${action} ${count}`).join(', ');
}

function signed(bytes: number): string {
  return `${bytes > 0 ? '+' : ''}${sizeText(bytes)}`;
}
