import type { Call } from '@mpkg/cli';

import type { NetworkSettings } from '../config/index.ts';
import type { EventSink } from '../transport/events.ts';
import { Transport } from '../transport/transport.ts';
import { progressEvents } from './progress-events.ts';

const RETRY_DELAY_MS = 500;

/** The transport of a call, as it is configured; to be closed at its end. */
export function openTransport(
  network: NetworkSettings,
  { report, signal }: Pick<Call, 'report' | 'signal'>,
  onEvent: EventSink = progressEvents(report),
): Transport {
  return new Transport({ ...network, retryDelay: RETRY_DELAY_MS, onEvent, signal });
}
