import { join } from 'node:path';

const SHA256 = /^[0-9a-f]{64}$/;

/** The directories of a cache; see `docs/formats/cache.md`. */
export interface CacheLayout {
  readonly objects: string;
  readonly partial: string;
  readonly notes: string;
  readonly work: string;
}

/** @param root the root of the tree that the packages are for. */
export function cacheDirectory(root: string): string {
  return join(root, 'var/cache/spm');
}

export function layoutOf(directory: string): CacheLayout {
  return {
    objects: join(directory, 'objects'),
    partial: join(directory, 'partial'),
    notes: join(directory, 'converted'),
    work: join(directory, 'work'),
  };
}

/** Where an object lies below `objects`. */
export function objectName(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256}`;
}

export function isDigest(name: string): boolean {
  return SHA256.test(name);
}
