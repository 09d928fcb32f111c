import type { Reporter } from '@mpkg/cli';

import type { SyncEventSink } from '../sync/events.ts';

/** What transfers and the compiler of the catalogue tell, in the reporter's words: progress, one `fetch` event per complete file, warnings. */
export function progressEvents(report: Reporter): SyncEventSink {
  return (event) => {
    if (event.type === 'warning') return report.warn(event.warning);
    if (event.type === 'compile') {
      const done = event.candidates;
      return report.progress({ id: 'catalogue', label: 'compiling the catalogue', done, unit: 'packages' });
    }
    const { subject, url, received, total } = event;
    report.progress({ id: url, label: subject, done: received, total, unit: 'bytes' });
    if (received === total) report.event('fetch', { subject, url, bytes: received });
  };
}
