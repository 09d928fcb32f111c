import { textOfBytes } from '../../../bytes.ts';
import type { DeployPlan } from '../../../plan/deploy-plan.ts';
import type { RemovePlan } from '../../../plan/remove-plan.ts';
import { join } from '../../../tree/paths.ts';

/** A deployment in numbers, and its skipped paths. */
export function deploymentSummary({ entries, skipped }: DeployPlan) {
  const count = (action: string): number => entries.filter((entry) => entry.action === action).length;
  return {
    directories: count('make'),
    files: entries.length - count('make'),
    skipped: skipped.map(textOfBytes),
  };
}

export function removalSummary({ removals }: RemovePlan) {
  const paths = (fate: string): string[] =>
    removals
      .filter((removal) => removal.fate === fate)
      .map(({ directory, name }) => textOfBytes(join(directory, name)));
  return { files: removals.length, modified: paths('save'), gone: paths('gone') };
}

/** Every change of a plan, for a program to read. */
export function plannedChanges({ entries }: DeployPlan) {
  return entries.map(({ action, directory, name }) => ({ action, path: textOfBytes(join(directory, name)) }));
}

/** What a dry run shows of a deployment: one line a path. */
export function planLines({ entries }: DeployPlan): string[] {
  const sign = { make: '+', write: '+', refresh: '~', carry: '=' } as const;
  return entries.map(
    ({ action, directory, name }) =>
      `${sign[action]} /${textOfBytes(join(directory, name))}${action === 'make' ? '/' : ''}`,
  );
}

export function removalLines({ removals }: RemovePlan): string[] {
  return removals
    .filter(({ fate }) => fate === 'discard' || fate === 'save')
    .map(
      ({ directory, name, fate }) => `${fate === 'save' ? '!' : '-'} /${textOfBytes(join(directory, name))}`,
    );
}

/** `1 file`, `2 files`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
