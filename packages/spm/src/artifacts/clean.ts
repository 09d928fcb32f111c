import { rmSync } from 'node:fs';

import { systemError } from '../errors.ts';
import type { ArtifactCache } from './cache.ts';
import { inventory, type CacheItem } from './inventory.ts';

export interface CleanPolicy {
  /** Digests that stay whatever their age: what is installed, and what undoing the history takes. */
  readonly keep: ReadonlySet<string>;
  /** Milliseconds since the last use within which an item stays. Absent: age saves nothing, unless `maxBytes` does. */
  readonly maxAge?: number;
  /** Bytes that the cache may have; the items used longest ago go first. Absent: only age decides. */
  readonly maxBytes?: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Cleaned {
  readonly removed: readonly CacheItem[];
  /** Bytes. */
  readonly freed: number;
  /** Bytes that stay. */
  readonly kept: number;
}

/**
 * Removes what the policy does not keep. The caller holds the lock of transactions: an installation that found an artifact must
 * not lose it before its deployment.
 * @throws SpmError of exit 12
 */
export function cleanCache(cache: ArtifactCache, policy: CleanPolicy): Cleaned {
  const items = [...inventory(cache)];
  const removed = selectForRemoval(items, policy);
  for (const { path } of removed) {
    try {
      rmSync(path, { force: true });
    } catch (error) {
      throw systemError(error, path);
    }
  }
  const freed = sum(removed);
  return { removed, freed, kept: sum(items) - freed };
}

/** What goes under a policy, the item used longest ago first. */
export function selectForRemoval(items: readonly CacheItem[], policy: CleanPolicy): readonly CacheItem[] {
  const { keep, maxAge, maxBytes, now } = policy;
  const oldestFirst = items.toSorted((a, b) => a.used - b.used);
  let total = sum(items);
  const removed: CacheItem[] = [];
  for (const item of oldestFirst) {
    if (item.sha256 !== undefined && keep.has(item.sha256)) continue;
    const isOld = maxAge !== undefined && now - item.used > maxAge;
    const isTooMuch = maxBytes !== undefined && total > maxBytes;
    const isUnlimited = maxAge === undefined && maxBytes === undefined;
    if (!isOld && !isTooMuch && !isUnlimited && item.kind !== 'work') continue;
    removed.push(item);
    total -= item.size;
  }
  return removed;
}

function sum(items: readonly CacheItem[]): number {
  return items.reduce((bytes, { size }) => bytes + size, 0);
}
