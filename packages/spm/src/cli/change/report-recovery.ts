import type { Reporter } from '@mpkg/cli';

import type { RecoverResult } from '../../run/recover.ts';
import { hookWarning } from './hook-warning.ts';

/** Says what an interrupted run came to, before anything new is done. */
export function reportRecovery(recovered: RecoverResult | undefined, report: Reporter): void {
  if (recovered === undefined) return;
  const subject = recovered.request.join(' ');
  if (recovered.outcome !== 'nothing' || recovered.restored.length > 0) {
    for (const message of recoveryLines(recovered)) report.warn({ code: 'recovered', subject, message });
  }
  for (const hook of recovered.failed) report.warn(hookWarning(hook));
}

/** What a recovery came to, a sentence a line. */
export function recoveryLines(recovered: RecoverResult): string[] {
  const { outcome, restored } = recovered;
  const anew = restored.map((file) => `/${file} was damaged and is made anew`);
  return outcome === 'nothing' && anew.length > 0 ? anew : [...anew, recoveryText(recovered)];
}

/** `install web was interrupted and rolled back`. */
function recoveryText({ outcome, request }: RecoverResult): string {
  const what = request.length === 0 ? 'an earlier run' : `\`${request.join(' ')}\``;
  if (outcome === 'nothing') return 'nothing was interrupted';
  return outcome === 'completed' ? `${what} was completed` : `${what} was interrupted and rolled back`;
}
