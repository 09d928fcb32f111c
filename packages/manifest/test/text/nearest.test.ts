import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from '../../src/index.ts';

const NAMES = ['nginx', 'nginx-core', 'gnome', 'gnumeric', 'apache2', 'java', 'lava', 'go'];

test('the names most like a mistyped one, closest first', () => {
  assert.deepEqual(nearest('ngnix', NAMES), ['nginx']);
  assert.deepEqual(nearest('Apache', NAMES), ['apache2']);
  assert.deepEqual(nearest('jaava', NAMES), ['java', 'lava']);
  assert.deepEqual(nearest('jaava', NAMES, 1), ['java']);
  assert.deepEqual(nearest('og', NAMES), ['go']);
  assert.deepEqual(nearest('postgresql', NAMES), []);
});
