import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Progress, Reporter } from '@mpkg/cli';

import { downloadProgress } from '../../../src/cli/change/download-progress.ts';

test('each file has its progress and all have one together; complete files are events', () => {
  const progress: Progress[] = [];
  const notes: string[] = [];
  const events: object[] = [];
  const report: Reporter = {
    note: (text) => void notes.push(text),
    detail: () => undefined,
    warn: () => undefined,
    progress: (step) => void progress.push(step),
    event: (kind, data) => void events.push({ kind, ...data }),
  };
  const tell = downloadProgress(report);
  const url = 'https://example.org/';
  tell({ type: 'fetch-plan', files: 2, bytes: 3000 });
  tell({ type: 'fetch', subject: 'a', url: `${url}a`, received: 500, total: 1000 });
  tell({ type: 'fetch', subject: 'b', url: `${url}b`, received: 2000, total: 2000 });
  tell({ type: 'fetched', subject: 'b', from: 'mirror', size: 2000 });
  tell({ type: 'fetched', subject: 'c', from: 'cache', size: 7 });
  assert.deepEqual(
    progress.map(({ id, done, total }) => [id, done, total]),
    [
      ['a', 500, 1000],
      ['total', 500, 3000],
      ['b', 2000, 2000],
      ['total', 2500, 3000],
    ],
  );
  assert.deepEqual(notes, ['fetching 2 files, 3.0 kB', 'fetched b, 2.0 kB']);
  assert.deepEqual(events, [
    { kind: 'fetch', subject: 'b', from: 'mirror', bytes: 2000 },
    { kind: 'fetch', subject: 'c', from: 'cache', bytes: 7 },
  ]);
});
