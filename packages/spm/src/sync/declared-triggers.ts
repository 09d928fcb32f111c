import type { IndexTrigger } from '@mpkg/manifest';

import { openIndex } from '../formats/native/index.ts';
import { decompressed } from '../repos/compression/decompress.ts';
import type { SyncedRepository } from './synced-repositories.ts';
import { unreadableIndex } from './unreadable-index.ts';

/**
 * The triggers that synced repositories declare, best ranked first; the first of a name counts. Debian's format has none.
 * @throws SpmError `index-malformed`
 */
export async function declaredTriggers(synced: readonly SyncedRepository[]): Promise<IndexTrigger[]> {
  const byName = new Map<string, IndexTrigger>();
  for (const repository of synced) {
    if (repository.kind !== 'index') continue;
    for (const trigger of await triggersOf(repository)) {
      if (!byName.has(trigger.name)) byName.set(trigger.name, trigger);
    }
  }
  return [...byName.values()];
}

async function triggersOf(repository: SyncedRepository): Promise<readonly IndexTrigger[]> {
  const [{ file, compression }] = repository.indexes;
  const content = decompressed(file, compression);
  try {
    return (await openIndex(content)).head.triggers;
  } catch (error) {
    throw unreadableIndex(repository.name, error);
  } finally {
    await content.return(undefined);
  }
}
