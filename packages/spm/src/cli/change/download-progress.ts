import type { Reporter } from '@mpkg/cli';

import type { ArtifactEvent, ArtifactEventSink } from '../../artifacts/events.ts';
import { sizeText } from '../../query/size-text.ts';

/**
 * What fetching tells, in the reporter's words: a line of progress for each file and one for all of them, a note and a `fetch` event
 * for each complete file, warnings.
 */
export function downloadProgress(report: Reporter): ArtifactEventSink {
  const received = new Map<string, number>();
  let files = 0;
  let total = 0;
  const tell = (event: ArtifactEvent): void => {
    switch (event.type) {
      case 'warning':
        return report.warn(event.warning);
      case 'fetch-plan':
        ({ files, bytes: total } = event);
        if (files > 0) report.note(`fetching ${files} ${files === 1 ? 'file' : 'files'}, ${sizeText(total)}`);
        return;
      case 'fetch': {
        const { subject, received: done, total: size } = event;
        received.set(subject, done);
        report.progress({ id: subject, label: subject, done, total: size, unit: 'bytes' });
        const all = received.values().reduce((sum, bytes) => sum + bytes, 0);
        return report.progress({
          id: 'total',
          label: `${files} files`,
          done: all,
          total,
          unit: 'bytes',
          isSum: true,
        });
      }
      case 'fetched': {
        const { subject, from, size } = event;
        report.event('fetch', { subject, from, bytes: size });
        if (from === 'mirror') report.note(`fetched ${subject}, ${sizeText(size)}`);
      }
    }
  };
  return tell;
}
