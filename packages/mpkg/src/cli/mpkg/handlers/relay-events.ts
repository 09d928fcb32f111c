import type { Reporter } from '@mpkg/cli';
import { textOfBytes } from '../../../bytes.ts';
import { formatId } from '../../../package-id.ts';
import type { EventListener } from '../../../transaction/events.ts';
import { deploymentSummary, removalSummary } from './summaries.ts';

/** Hands the engine's events to the reporter. */
export function relayEvents(report: Reporter): EventListener {
  return (event) => {
    switch (event.type) {
      case 'warning':
        report.warn(event);
        break;
      case 'deploy-planned':
        report.event('plan', { deploy: formatId(event.plan), ...deploymentSummary(event.plan) });
        break;
      case 'remove-planned':
        report.event('plan', { remove: formatId(event.plan.record), ...removalSummary(event.plan) });
        break;
      case 'leaf':
        report.event('file', { path: textOfBytes(event.path) });
        break;
      case 'phase':
        report.detail(event.phase);
        break;
    }
  };
}
