import { writeFileSync } from 'node:fs';

import type { ArtifactCache } from '../artifacts/cache.ts';
import { systemError } from '../errors.ts';
import type { PackedFiles } from './pack-files.ts';

/** Puts archives into the cache, where a run finds them, and every undo. @throws SpmError of exit 12 */
export function keepPacked(cache: ArtifactCache, packed: readonly PackedFiles[]): void {
  for (const { bytes, sha256 } of packed) {
    if (cache.find({ sha256, size: bytes.length }) !== undefined) continue;
    using file = cache.temporary();
    try {
      writeFileSync(file.path, bytes);
    } catch (error) {
      throw systemError(error, file.path);
    }
    cache.adopt(file.path, sha256);
  }
}
