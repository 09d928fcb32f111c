import type { Reporter } from '@mpkg/cli';

import type { RecoverResult } from '../../run/recover.ts';
import { hookWarning } from './hook-warning.ts';

/** Says what an interrupted run came to, before anything new is done. */
export function reportRecovery(recovered: RecoverResult | undefined, report: Reporter): void {
  if (recovered === undefined || recovered.outcome === 'nothing') return;
  const subject = recovered.request.join(' ');
  report.warn({ code: 'recovered', subject, message: recoveryText(recovered) });
  for (const hook of recovered.failed) report.warn(hookWarning(hook));
}

/** `install web was interrupted and rolled back`. */
export function recoveryText({ outcome, request }: RecoverResult): string {
  const what = request.length === 0 ? 'an earlier run' : `\`${request.join(' ')}\``;
  if (outcome === 'nothing') return 'nothing was interrupted';
  return outcome === 'completed' ? `${what} was completed` : `${what} was interrupted and rolled back`;
}
