import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

import { formatIdentity, ownIdentity } from '@mpkg/mpkg';
import { temporaryDirectory } from '@mpkg/testkit';

import { cleanCache, selectForRemoval, type CleanPolicy } from '../../src/artifacts/clean.ts';
import { inventory, type CacheItem } from '../../src/artifacts/inventory.ts';
import { cacheIn } from './delivery.ts';
import { sample, type Sample } from './support.ts';

const NOW = Date.UTC(2030, 0, 1);
const DAY = 24 * 60 * 60 * 1000;
const DEAD_PROCESS = formatIdentity({ ...ownIdentity(), started: '1' });

function put(directory: string, { bytes, sha256 }: Sample): string {
  const cache = cacheIn(directory);
  using file = cache.temporary();
  writeFileSync(file.path, bytes);
  return cache.adopt(file.path, sha256);
}

function item(name: string, size: number, days: number): CacheItem {
  return { kind: 'object', path: name, sha256: name, size, used: NOW - days * DAY };
}

describe('the cache', () => {
  test('finds an object by digest and size, and checks its content on demand', async () => {
    using directory = temporaryDirectory();
    const file = sample(1000);
    const cache = cacheIn(directory.path);
    const path = put(directory.path, file);
    assert.equal(cache.find(file), path);
    assert.equal(await cache.verify(file.sha256), true);
    assert.equal(cache.find({ ...file, size: 999 }), undefined);
    writeFileSync(path, Buffer.alloc(1000));
    assert.equal(cache.find(file), path);
    assert.equal(await cache.verify(file.sha256), false);
  });

  test('is listed without what a living process is writing', () => {
    using directory = temporaryDirectory();
    const cache = cacheIn(directory.path);
    const file = sample(1000);
    put(directory.path, file);
    cache.writeNote(`${file.sha256}.layout`, '{}');
    using unfinished = cache.temporary();
    writeFileSync(unfinished.path, 'x');
    writeFileSync(join(cache.layout.work, `${DEAD_PROCESS}.0`), Buffer.alloc(500));
    mkdirSync(cache.layout.partial);
    for (const owner of ['', `.${DEAD_PROCESS}`, `.${formatIdentity(ownIdentity())}`]) {
      writeFileSync(join(cache.layout.partial, `${file.sha256}${owner}`), Buffer.alloc(10));
    }
    const found = [...inventory(cache)].map(({ kind, sha256, size }) => [kind, sha256 === file.sha256, size]);
    assert.deepEqual(found, [
      ['object', true, 1000],
      ['partial', true, 10],
      ['partial', true, 10],
      ['note', true, 2],
      ['work', false, 500],
    ]);
  });

  test('is cleaned of all that is not kept', () => {
    using directory = temporaryDirectory();
    const kept = sample(1000);
    const other = sample(2000);
    const path = put(directory.path, kept);
    put(directory.path, other);
    const cache = cacheIn(directory.path);
    const { removed, ...bytes } = cleanCache(cache, { keep: new Set([kept.sha256]), now: NOW });
    assert.deepEqual(bytes, { freed: 2000, kept: 1000 });
    assert.deepEqual(
      removed.map(({ sha256 }) => sha256),
      [other.sha256],
    );
    assert.equal(cache.find(kept), path);
    assert.equal(cache.find(other), undefined);
    assert.deepEqual(readdirSync(cache.layout.work), []);
  });

  test('counts a file that is found as used', () => {
    using directory = temporaryDirectory();
    const file = sample(10);
    utimesSync(put(directory.path, file), new Date(0), new Date(0));
    cacheIn(directory.path).find(file);
    const [entry] = inventory(cacheIn(directory.path));
    assert.ok((entry?.used ?? 0) > 0);
  });

  const items = [item('new', 100, 1), item('old', 200, 10), item('oldest', 400, 20)];
  const cases: readonly (readonly [
    Omit<CleanPolicy, 'now' | 'keep'>,
    readonly string[],
    readonly string[],
  ])[] = [
    [{}, [], ['oldest', 'old', 'new']],
    [{}, ['old'], ['oldest', 'new']],
    [{ maxAge: 15 * DAY }, [], ['oldest']],
    [{ maxAge: 15 * DAY }, ['oldest'], []],
    [{ maxBytes: 700 }, [], []],
    [{ maxBytes: 699 }, [], ['oldest']],
    [{ maxBytes: 250 }, ['oldest'], ['old', 'new']],
    [{ maxAge: 5 * DAY, maxBytes: 50 }, [], ['oldest', 'old', 'new']],
    [{ maxAge: 5 * DAY, maxBytes: 1000 }, [], ['oldest', 'old']],
  ];
  for (const [limits, keep, removed] of cases) {
    test(`with ${JSON.stringify(limits)}, keeping ${JSON.stringify(keep)}, removes ${removed.join(', ')}`, () => {
      const selected = selectForRemoval(items, { ...limits, keep: new Set(keep), now: NOW });
      assert.deepEqual(
        selected.map(({ path }) => path),
        removed,
      );
    });
  }
});
