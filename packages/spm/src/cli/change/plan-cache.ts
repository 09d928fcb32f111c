import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { Call } from '@mpkg/cli';

import { ArtifactCache } from '../../artifacts/cache.ts';
import { cacheOf } from './open-artifacts.ts';

export interface PlanCache extends Disposable {
  readonly cache: ArtifactCache;
}

/** Where the archives go that making a plan makes: the root's own cache; of a dry run one that goes with the scope. */
export function planCache(call: Pick<Call, 'options' | 'cwd'>): PlanCache {
  if (!call.options['dry-run']) return { cache: cacheOf(call), [Symbol.dispose]: () => undefined };
  const directory = mkdtempSync(path.join(tmpdir(), 'spm-dry-run-'));
  return {
    cache: new ArtifactCache(directory),
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  };
}
