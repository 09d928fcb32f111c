import type { Reporter } from '@mpkg/cli';

import type { EventSink } from '../transport/events.ts';

/** What transfers tell, in the reporter's words: progress, one `fetch` event per complete file, warnings. */
export function transferEvents(report: Reporter): EventSink {
  return (event) => {
    if (event.type === 'warning') return report.warn(event.warning);
    const { subject, url, received, total } = event;
    report.progress({ id: url, label: subject, done: received, total, unit: 'bytes' });
    if (received === total) report.event('fetch', { subject, url, bytes: received });
  };
}
