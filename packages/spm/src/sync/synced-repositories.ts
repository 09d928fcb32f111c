import { join } from 'node:path';

import type { Compression } from '../repos/compression/compression.ts';
import type { KindName, Repository } from '../repos/repository.ts';
import { objectPath, readStateIn } from './read-state.ts';

/** One index file that was synced. */
export interface SyncedIndex {
  /** Of which head: a suite, or `index`. */
  readonly head: string;
  /** Which of the head's parts: `main/binary-amd64`. */
  readonly part: string;
  /** The compressed file. */
  readonly file: string;
  readonly sha256: string;
  readonly compression: Compression;
  /** URLs below which the packages lie that it lists, best first. */
  readonly packages: readonly string[];
}

/** A repository with what was synced of it: at least one index. */
export interface SyncedRepository {
  readonly name: string;
  readonly kind: KindName;
  readonly architectures: readonly string[];
  readonly indexes: readonly [SyncedIndex, ...SyncedIndex[]];
}

/** Of the configured repositories those that were synced, in the same order. */
export function syncedRepositories(
  storeFolder: string,
  repositories: readonly Repository[],
): SyncedRepository[] {
  return repositories.flatMap(({ name, kind, architectures }) => {
    const [first, ...others] = syncedIndexes(storeFolder, name);
    return first === undefined ? [] : [{ name, kind, architectures, indexes: [first, ...others] }];
  });
}

/** The index files of a repository as last synced; none when it never was. */
export function syncedIndexes(storeFolder: string, repository: string): SyncedIndex[] {
  const folder = join(storeFolder, repository);
  return readStateIn(folder).heads.flatMap((head) =>
    head.parts.map((part) => ({
      head: head.id,
      part: part.id,
      file: objectPath(folder, part.sha256),
      sha256: part.sha256,
      compression: part.compression,
      packages: part.packages,
    })),
  );
}

/** URLs below which the packages of a repository lie, best first; a location that is a URL itself needs none. */
export function packageUrls(storeFolder: string, repository: string): readonly string[] {
  return syncedIndexes(storeFolder, repository)[0]?.packages ?? [];
}

/** Differs whenever the records of a repository may differ. */
export function contentIdentity({ kind, architectures, indexes }: SyncedRepository): string {
  return [kind, architectures.join(), ...indexes.map(({ sha256 }) => sha256)].join(' ');
}
