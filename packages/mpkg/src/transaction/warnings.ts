import { textOfBytes } from '../bytes.ts';
import type { DeployPlan } from '../plan/deploy-plan.ts';
import { NEW_SUFFIX } from '../plan/planned-entries.ts';
import type { RemovePlan } from '../plan/remove-plan.ts';
import { ioError } from '../tree/io-error.ts';
import { join } from '../tree/paths.ts';
import type { EngineWarning, EventListener } from './events.ts';
import { isStaged, type Ground } from './ground.ts';
import type { Operation } from '../plan/operation.ts';
import type { Recovery } from './recover.ts';
import type { KeptPath } from './subtree.ts';

/** Tells of configuration that stays as the user has it. */
export function warnOfDeployment(plan: DeployPlan, onEvent: EventListener): void {
  const { entries } = plan;
  for (let at = 0; at < entries.length; at++) {
    const name = entries.name(at);
    if (entries.action(at) === 'make' || !name.endsWith(NEW_SUFFIX)) continue;
    const fresh = join(entries.directory(at), name);
    const old = fresh.slice(0, -NEW_SUFFIX.length);
    onEvent(warning('configuration-kept', old, `is kept; the new version is /${textOfBytes(fresh)}`));
  }
}

/** Tells of files that are not there any more, or where a directory took their place. */
export function warnOfRemoval(plan: RemovePlan, onEvent: EventListener): void {
  for (const { directory, name, fate } of plan.removals) {
    const path = join(directory, name);
    // A new default beside an edited file is there to be dealt with and deleted.
    if (fate === 'gone' && !name.endsWith(NEW_SUFFIX))
      onEvent(warning('file-gone', path, 'was gone already'));
    if (fate === 'leave') onEvent(warning('directory-in-place', path, 'is a directory now and stays'));
  }
}

/** Tells where modified files went. */
export function warnOfSaved(ground: Ground, operations: Iterable<Operation>, onEvent: EventListener): void {
  for (const operation of operations) {
    const [path, saved] =
      operation.kind === 'replace' ? [operation.target, operation.backup] : [operation.from, operation.to];
    if (isStaged(ground, saved) || isStaged(ground, path)) continue;
    onEvent(warning('modified-saved', path, `was modified and is kept as /${textOfBytes(saved)}`));
  }
}

/** Tells that a run before this one had been interrupted, and what became of it. */
export function warnOfRecovery({ outcome, kept }: Recovery, onEvent: EventListener): void {
  if (outcome === 'nothing') return;
  const words = outcome === 'rolled-back' ? 'was rolled back' : 'had been committed and is finished now';
  onEvent({
    type: 'warning',
    code: 'recovered',
    subject: 'transaction',
    message: `an interrupted transaction ${words}`,
  });
  warnOfKept(kept, outcome === 'rolled-back' ? 'was changed by others' : 'cannot be deleted', onEvent);
}

/** Tells of paths that are kept, and why. */
export function warnOfKept(paths: readonly KeptPath[], reason: string, onEvent: EventListener): void {
  for (const path of paths) {
    const subject = `/${path}`;
    onEvent({ type: 'warning', code: 'foreign-kept', subject, message: `${subject} ${reason} and is kept` });
  }
}

/** Tidies up what no longer matters to the outcome: where that fails, the next run does it, and a warning says so. */
export function tidy(onEvent: EventListener, step: () => void): void {
  try {
    step();
  } catch (error) {
    const { message, subject = '' } = ioError(error);
    onEvent({
      type: 'warning',
      code: 'cleanup-unfinished',
      subject,
      message: `left for the next run to clean up: ${message}`,
    });
  }
}

function warning(code: EngineWarning['code'], path: string, words: string): EngineWarning {
  const subject = `/${textOfBytes(path)}`;
  return { type: 'warning', code, subject, message: `${subject} ${words}` };
}
