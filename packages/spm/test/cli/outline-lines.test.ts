import assert from 'node:assert/strict';
import { test } from 'node:test';

import { outlineLines } from '../../src/cli/plan/outline-lines.ts';
import type { OutlineStep } from '../../src/query/outline.ts';

const TOTALS = { download: 0, disk: 0 };

function step(id: string, repository: string | undefined): OutlineStep {
  return { id, action: 'install', from: undefined, to: '1', repository, reason: 'requested' };
}

function linesOf(...steps: readonly OutlineStep[]): string[] {
  return outlineLines({ steps, totals: TOTALS, decisions: [] }).slice(0, steps.length);
}

test('packages of several repositories say where they were found', () => {
  assert.deepEqual(linesOf(step('a', 'main'), step('b', 'extra')), [
    '+ a 1 from main (requested)',
    '+ b 1 from extra (requested)',
  ]);
});

test('packages of one repository do not say it', () => {
  assert.deepEqual(linesOf(step('a', 'main'), step('b', 'main')), ['+ a 1 (requested)', '+ b 1 (requested)']);
});
