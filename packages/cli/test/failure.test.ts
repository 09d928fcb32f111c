import assert from 'node:assert/strict';
import { test } from 'node:test';

import { failureOf, terminated } from '../src/failure.ts';

test('an interruption by SIGTERM has a code and a status of its own; its hint stays', () => {
  const thrown = Object.assign(new Error('stopped'), { code: 'interrupted', exit: 130, hint: 'do it again' });
  const { code, exit, message, hint } = failureOf(terminated(thrown));
  assert.deepEqual([code, exit, message, hint], ['terminated', 143, 'stopped', 'do it again']);
});

test('what failed for another reason stays what it is', () => {
  const thrown = Object.assign(new Error('in the way'), { code: 'file-conflict', exit: 4 });
  assert.equal(terminated(thrown), thrown);
});

test('system errors have the status of their kind', () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC', path: '/full' });
  assert.deepEqual([failureOf(full).exit, failureOf(full).subject], [12, '/full']);
  assert.equal(failureOf(new Error('oops')).code, 'internal');
});
