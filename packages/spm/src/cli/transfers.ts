import type { Call, Reporter } from '@mpkg/cli';

import type { NetworkSettings } from '../config/index.ts';
import type { EventSink } from '../transport/events.ts';
import { Transport } from '../transport/transport.ts';

const RETRY_DELAY_MS = 500;

/** What transfers tell, in the reporter's words: progress, one `fetch` event per complete file, warnings. */
export function transferEvents(report: Reporter): EventSink {
  return (event) => {
    if (event.type === 'warning') return report.warn(event.warning);
    const { subject, url, received, total } = event;
    report.progress({ id: url, label: subject, done: received, total, unit: 'bytes' });
    if (received === total) report.event('fetch', { subject, url, bytes: received });
  };
}

/** The transport of a call, as it is configured; to be closed at its end. */
export function openTransport(
  network: NetworkSettings,
  { report, signal }: Pick<Call, 'report' | 'signal'>,
): Transport {
  return new Transport({ ...network, retryDelay: RETRY_DELAY_MS, onEvent: transferEvents(report), signal });
}
