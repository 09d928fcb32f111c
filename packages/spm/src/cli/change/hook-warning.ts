import type { Warning } from '../../errors.ts';
import type { HookOutcome } from '../../run/events.ts';

/** A trigger or script that failed, with the last line that it printed. */
export function hookWarning({ name, status, output }: HookOutcome): Warning {
  const last = output.trim().split('\n').at(-1) ?? '';
  const said = last === '' ? '' : `: ${last}`;
  const message = `${name} ended with ${status ?? 'a signal'}${said}; "spm recover" runs it again`;
  return { code: 'hook-failed', subject: name, message };
}
