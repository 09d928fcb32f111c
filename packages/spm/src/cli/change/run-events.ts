import type { Reporter } from '@mpkg/cli';

import type { RunListener } from '../../run/events.ts';

/** What a run tells, in the reporter's words. */
export function runEvents(report: Reporter): RunListener {
  return (event) => {
    switch (event.type) {
      case 'warning':
        return report.warn(event.warning);
      case 'step': {
        const { id, action, index, count } = event;
        report.event('file', { id, action });
        return report.progress({ id: 'steps', label: id, done: index, total: count, unit: 'packages' });
      }
      case 'hook': {
        const { name, command, status, output } = event.hook;
        report.event('hook', { name, command, status, output });
        return report.detail(`${name}: ${command.join(' ')} ended with ${status}`);
      }
      case 'committed':
        return report.event('done', { transaction: event.transaction });
    }
  };
}
