import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { mayRun } from '@mpkg/mpkg';

import { errnoOf, systemError } from '../errors.ts';
import type { ArtifactCache } from './cache.ts';
import { isDigest, objectName } from './layout.ts';

/** One file of the cache. */
export interface CacheItem {
  /** `partial`: the beginning of an artifact, to be continued. `work`: left behind by a process that died. */
  readonly kind: 'object' | 'partial' | 'note' | 'work';
  readonly path: string;
  /** Of the content that the item is, begins, or was made from. */
  readonly sha256: string | undefined;
  /** Bytes. */
  readonly size: number;
  /** When it was last used, milliseconds since 1970. */
  readonly used: number;
}

/** Everything in the cache that no living process is writing. */
export function* inventory({ layout }: ArtifactCache): Generator<CacheItem> {
  for (const prefix of names(layout.objects)) {
    for (const name of names(join(layout.objects, prefix))) {
      if (objectName(name) === `${prefix}/${name}`) yield* item('object', join(layout.objects, prefix), name);
    }
  }
  for (const name of names(layout.partial)) {
    if (!isHeld(name)) yield* item('partial', layout.partial, name);
  }
  for (const name of names(layout.notes)) yield* item('note', layout.notes, name);
  for (const name of names(layout.work)) {
    if (!mayRun(name.slice(0, name.lastIndexOf('.')))) yield* item('work', layout.work, name);
  }
}

/** Whether the process in a partial's name, `DIGEST.PROCESS`, may still run. */
function isHeld(name: string): boolean {
  const at = name.indexOf('.');
  return at >= 0 && mayRun(name.slice(at + 1));
}

function* item(kind: CacheItem['kind'], directory: string, name: string): Generator<CacheItem> {
  const path = join(directory, name);
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return;
  const digest = name.split('.')[0] ?? '';
  const sha256 = isDigest(digest) ? digest : undefined;
  yield {
    kind,
    path,
    sha256,
    size: status.size,
    used: status.mtimeMs,
  };
}

function names(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw systemError(error, directory);
  }
}
