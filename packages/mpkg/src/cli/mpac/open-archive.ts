import type { PacReader } from '../../archive/pac-reader.ts';
import { startAgainForEntries } from '../start-again.ts';

/** Some 20,000 entries and more. */
const LARGE_INDEX_BYTES = 2 ** 20;

/** Opens an archive before anything else was done; this process begins again, in little memory, when it has many entries. */
export async function openArchive(file: string, signal?: AbortSignal): Promise<PacReader> {
  const { openPac } = await import('../../archive/open-pac.ts');
  return openPac(file, { signal, onHeader: prepareForIndex });
}

export function prepareForIndex(indexBytes: number): void {
  if (indexBytes >= LARGE_INDEX_BYTES) startAgainForEntries();
}
