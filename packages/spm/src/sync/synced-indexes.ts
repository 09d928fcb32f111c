import type { Compression } from '../repos/compression/compression.ts';
import { decompressed } from '../repos/compression/decompress.ts';
import { RepositoryStore } from './store.ts';

/** One index file that was synced, ready to be read. */
export interface SyncedIndex {
  readonly repository: string;
  /** Of which head: a suite, or `index`. */
  readonly head: string;
  /** Which of the head's parts: `main/binary-amd64`. */
  readonly part: string;
  /** The compressed file, named after its digest. */
  readonly file: string;
  readonly sha256: string;
  readonly compression: Compression;
  /** URLs below which the packages lie that it lists, best first. */
  readonly packages: readonly string[];
}

/** The index files of a repository as last synced; none when it never was. */
export async function syncedIndexes(storeFolder: string, repository: string): Promise<SyncedIndex[]> {
  const store = new RepositoryStore(storeFolder, repository);
  const { heads } = await store.readState();
  return heads.flatMap((head) =>
    head.parts.map((part) => ({
      repository,
      head: head.id,
      part: part.id,
      file: store.pathOf(part),
      sha256: part.sha256,
      compression: part.compression,
      packages: part.packages,
    })),
  );
}

/** The decompressed content. A chunk is valid until the next one is asked for. */
export function readIndex({ file, compression }: SyncedIndex): AsyncGenerator<Uint8Array> {
  return decompressed(file, compression);
}
