import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { parseTarget } from '../../src/query/target.ts';

const ARCHITECTURES = ['amd64', 'i686'];

describe('what a user names', () => {
  for (const [typed, expected] of [
    ['nginx', { name: 'nginx' }],
    ['g++-12', { name: 'g++-12' }],
    ['nginx@1.22', { name: 'nginx', range: '=1.22' }],
    ['vim@2:9.0.1378-2', { name: 'vim', range: '=2:9.0.1378-2' }],
    ['nginx@>=1.22 <2', { name: 'nginx', range: '>=1.22 <2' }],
    ['nginx@^1.2', { name: 'nginx', range: '^1.2' }],
    ['nginx@2.x', { name: 'nginx', range: '=2.x' }],
    ['busybox:i686', { name: 'busybox', architecture: 'i686' }],
    ['i686:busybox', { name: 'busybox', architecture: 'i686' }],
    ['busybox:i686@1', { name: 'busybox', architecture: 'i686', range: '=1' }],
  ] as const) {
    test(typed, () => assert.deepEqual(parseTarget(typed, ARCHITECTURES), { typed, ...expected }));
  }

  for (const [typed, code] of [
    ['', 'request-invalid'],
    ['a b', 'request-invalid'],
    ['-x', 'request-invalid'],
    ['a/b', 'request-invalid'],
    ['nginx@', 'range-invalid'],
    ['nginx@>', 'range-invalid'],
    ['nginx@=1 y', 'range-invalid'],
    ['nginx@1 | 2', 'range-invalid'],
  ] as const) {
    test(`"${typed}" is refused`, () => assert.throws(() => parseTarget(typed), { code, exit: 2 }));
  }
});
