import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { targetOf, wishesOf } from '../../src/plan/targets.ts';
import type { Job } from '../../src/solve/index.ts';
import { parseWish } from '../../src/world/text.ts';
import { changed } from '../../src/world/world.ts';

const install = (name: string, more: object = {}): Job => ({ job: 'install', target: { name, ...more } });
const remove = (name: string): Job => ({ job: 'remove', target: { name } });
const MUSL = new Map([['zlib', 'musl']]);
const DEFAULT = new Map([['zlib', 'default']]);

interface Case {
  readonly before: readonly string[];
  readonly jobs: readonly Job[];
  readonly groups?: ReadonlyMap<string, string>;
  readonly after: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'a name': { before: [], jobs: [install('zlib')], after: ['install zlib'] },
  'a range takes the place of another': {
    before: ['install zlib >=1'],
    jobs: [install('zlib', { range: '>=2' })],
    after: ['install zlib >=2'],
  },
  'a group takes the place of none': {
    before: ['install zlib'],
    jobs: [install('zlib')],
    groups: MUSL,
    after: ['install zlib in musl'],
  },
  'a group that was chosen before stays': {
    before: ['install zlib in musl'],
    jobs: [install('zlib', { range: '>=2' })],
    after: ['install zlib >=2 in musl'],
  },
  'the default group is none': {
    before: ['install zlib in musl'],
    jobs: [install('zlib')],
    groups: DEFAULT,
    after: ['install zlib'],
  },
  'another architecture is another wish': {
    before: ['install zlib in musl', 'install zlib:i686'],
    jobs: [remove('zlib')],
    after: ['install zlib:i686'],
  },
};

describe('wishes after a request', () => {
  for (const [name, { before, jobs, groups, after }] of Object.entries(cases)) {
    it(name, () => {
      const world = new Set(before);
      assert.deepEqual([...changed(world, wishesOf(world, jobs, { groups }))], after);
    });
  }
});

describe('a wish as a target', () => {
  for (const [line, target] of [
    ['install zlib', { name: 'zlib' }],
    ['install zlib:i686 >=1', { name: 'zlib', architecture: 'i686', range: '>=1' }],
    ['install zlib =1 in musl', { name: 'zlib', range: '=1' }],
  ] as const) {
    it(line, () => assert.deepEqual(targetOf(parseWish(line)), target));
  }
});
