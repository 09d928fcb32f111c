import { textOfBytes } from '../../../bytes.ts';
import type { DeployPlan } from '../../../plan/deploy-plan.ts';
import type { RemovePlan } from '../../../plan/remove-plan.ts';
import { join } from '../../../tree/paths.ts';

/** A deployment in numbers, and its skipped paths. */
export function deploymentSummary({ entries, skipped }: DeployPlan) {
  const directories = entries.count('make');
  return { directories, files: entries.length - directories, skipped: skipped.map(textOfBytes) };
}

export function removalSummary({ removals }: RemovePlan) {
  const [modified, gone]: [string[], string[]] = [[], []];
  for (let at = 0; at < removals.length; at++) {
    const fate = removals.fate(at);
    if (fate === 'save' || fate === 'gone') {
      const path = textOfBytes(join(removals.directory(at), removals.name(at)));
      (fate === 'save' ? modified : gone).push(path);
    }
  }
  return { files: removals.length, modified, gone };
}

/** Every change of a plan, for a program to read. */
export function plannedChanges({ entries }: DeployPlan) {
  return Array.from(entries, ({ action, directory, name }) => ({
    action,
    path: textOfBytes(join(directory, name)),
  }));
}

/** What a dry run shows of a deployment: one line a path. */
export function planLines({ entries }: DeployPlan): string[] {
  const sign = { make: '+', write: '+', refresh: '~', carry: '=' } as const;
  return Array.from(
    entries,
    ({ action, directory, name }) =>
      `${sign[action]} /${textOfBytes(join(directory, name))}${action === 'make' ? '/' : ''}`,
  );
}

export function removalLines({ removals }: RemovePlan): string[] {
  const lines: string[] = [];
  for (const { directory, name, fate } of removals) {
    if (fate !== 'discard' && fate !== 'save') continue;
    lines.push(`${fate === 'save' ? '!' : '-'} /${textOfBytes(join(directory, name))}`);
  }
  return lines;
}

/** `1 file`, `2 files`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
